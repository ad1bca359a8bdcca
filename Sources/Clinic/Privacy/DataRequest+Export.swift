public import Platform

extension DataRequest {
    /// The register of requests as a file: for whoever answers for it to the authority.
    public static let export = ExportList(
        resource, at: "/v1/data-requests", title: LocalizedText("个人信息请求", "Data requests"),
        permission: LocalizedText("导出个人信息请求", "Export data requests"),
        holders: [
            ExportList.Holder(
                "compliance_officer",
                fields: resource.fields.filter { $0.uses.contains(.export) && $0.classification <= .internal }.map(\.name))
        ],
        words: words, names: ["customer": Customer.numbers])

    private static let words: [String: [String: LocalizedText]] = [
        "kind": [
            "access": LocalizedText("查阅", "Access"), "copy": LocalizedText("复制", "Copy"), "transfer": LocalizedText("转移", "Transfer"),
            "correct": LocalizedText("更正", "Correct"), "erase": LocalizedText("删除", "Erase"),
            "restrict": LocalizedText("限制处理", "Restrict"), "object": LocalizedText("拒绝推广", "Object"),
        ],
        "state": [
            "received": LocalizedText("待核验身份", "Received"), "verified": LocalizedText("待办理", "Verified"),
            "completed": LocalizedText("已办结", "Completed"), "refused": LocalizedText("已拒绝", "Refused"),
            "cancelled": LocalizedText("已撤回", "Cancelled"),
        ],
        "requester": [
            "self": LocalizedText("本人", "The person"), "guardian": LocalizedText("监护人", "Guardian"),
            "agent": LocalizedText("代理人", "Agent"), "relative": LocalizedText("近亲属", "Relative"),
        ],
        "identityMethod": [
            "id_card": LocalizedText("证件核对", "ID card"), "in_person": LocalizedText("当面确认", "In person"),
            "phone_code": LocalizedText("手机验证码", "Code by phone"), "signature": LocalizedText("签名比对", "Signature"),
            "power_of_attorney": LocalizedText("授权委托书", "Power of attorney"),
        ],
        "refusalReason": [
            "identity_unproven": LocalizedText("身份未能核实", "Identity unproven"),
            "legal_retention": LocalizedText("法定保存期内", "Kept by law"), "excessive": LocalizedText("请求明显过度", "Excessive"),
            "others_rights": LocalizedText("影响他人权利", "Rights of others"), "not_held": LocalizedText("没有相关信息", "Not held"),
            "other": LocalizedText("其他", "Other"),
        ],
    ]
}
