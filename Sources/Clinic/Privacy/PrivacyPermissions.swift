public import Platform

extension Action {
    public static let readDataRequest = DataRequest.resource.read
    public static let createDataRequest = DataRequest.resource.create
    /// Check who asks, export, carry out, refuse.
    public static let handleDataRequest = Action("handle.data_request")
    public static let readErasure = Action("read.erasure")
    public static let readPrivacy = Action("read.privacy")
    public static let updatePrivacy = Action("update.privacy")
    // What the audit trail calls it.
    static let eraseCustomer = Action("erase.customer")
    static let restrictCustomer = Action("restrict.customer")
    static let objectCustomer = Action("object.customer")
    static let liftDataRequest = Action("lift.data_request")
    static let issueDataExport = Action("issue.data_export")
    static let takeDataExport = Action("take.data_export")
    static let replayErasure = Action("replay.erasure")
}

extension FailureCode {
    public static let requestSettled = FailureCode(
        "data_request.settled", .conflict, "该请求已办结", "The request was settled already")
    public static let requestUnverified = FailureCode(
        "data_request.identity_unchecked", .conflict, "请先核验请求人身份", "Check first who is asking")
    public static let requestNotAnswered = FailureCode(
        "data_request.export_missing", .conflict, "请先生成导出文件", "Make the export first")
    public static let requestNotLiftable = FailureCode(
        "data_request.not_liftable", .conflict, "只有已完成的限制或反对可以解除", "Only a restriction or objection that holds can be lifted")
    public static let customerErased = FailureCode(
        "customer.erased", .conflict, "该客户的个人信息已删除", "The customer was erased")
    public static let exportNotAvailable = FailureCode(
        "data_export.not_available", .notFound, "下载链接无效、已使用或已过期", "The link is wrong, was used, or has expired")

    /// The codes about data subjects' requests.
    public static let privacy: [FailureCode] = [
        requestSettled, requestUnverified, requestNotAnswered, requestNotLiftable, customerErased, exportNotAvailable,
    ]
}

/// What a caller is told when the database itself refuses.
public enum PrivacyConstraints {
    public static let failures: [String: FailureCode] = [
        "customer_tombstone": .customerErased, "erasure_once": .customerErased, "erasure_ledger_once": .customerErased,
    ]
}

/// Who takes requests down, and that the compliance officer alone handles them.
public enum PrivacyPermissions {
    public static let permissions = FeaturePermissions(
        actions: [
            (.readDataRequest, LocalizedText("查看个人信息请求", "See data subjects' requests")),
            (.createDataRequest, LocalizedText("登记个人信息请求", "Take requests down")),
            (.handleDataRequest, LocalizedText("办理个人信息请求", "Handle requests")),
            (.readErasure, LocalizedText("查看删除凭证", "See certificates of erasure")),
            (.readPrivacy, LocalizedText("查看隐私设置与逾期", "See privacy settings and what is overdue")),
            (.updatePrivacy, LocalizedText("修改隐私设置", "Change privacy settings")),
        ],
        resources: [DataRequest.resource],
        defaults: [
            "front_desk": [.readDataRequest, .createDataRequest], "consultant": [.createDataRequest],
            "follow_up": [.createDataRequest], "branch_admin": [.readDataRequest, .createDataRequest],
            "chain_director": [.readDataRequest, .createDataRequest],
            "compliance_officer": [
                .readDataRequest, .createDataRequest, .handleDataRequest, .readErasure, .readPrivacy, .updatePrivacy,
            ],
        ],
        // He sees people masked; what they ask of him, and what he answers, he reads.
        fields: [
            "compliance_officer": ["requesterName", "detail", "answer"].map { ("data_request." + $0, FieldRight(.read)) }
        ])
}
