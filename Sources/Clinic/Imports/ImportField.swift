internal import Platform

/// Something that a column can be: a field of a customer that people write, or what the customer is called in the system that the file
/// comes from.
struct ImportField: Sendable {
    let name: String
    let label: LocalizedText
    let isRequired: Bool

    /// What the customer is called elsewhere: never shown, only recognised.
    static let externalID = "externalId"

    /// Fields that are set by choosing somebody, which no file does.
    private static let chosen: Set<String> = ["introducerId", "ownerId", "guardianId"]

    /// What somebody with these rights may import.
    static func all(in view: ResourceView) -> [ImportField] {
        let fields = view.resource.fields.enumerated().filter { index, field in
            switch field.custom?.kind {
            case .customer, .person, .file: return false
            case nil, .text, .longText, .number, .money, .date, .choice, .choices: break
            }
            return switch field.writing {
            case .server: false
            case .creation, .free, .required: !chosen.contains(field.name) && view.bits(writing: index) != 0
            }
        }
        return fields.map { ImportField(name: $0.element.name, label: $0.element.label, isRequired: $0.element.writing == .required) }
            + [ImportField(name: externalID, label: LocalizedText("原系统编号", "Id in the other system"), isRequired: false)]
    }

    /// For each title the field that it means most likely; each field once.
    static func suggestion(for titles: [String], among fields: [ImportField]) -> [Int: String] {
        var columns: [Int: String] = [:]
        let known = Set(fields.map(\.name))
        for (column, title) in titles.enumerated() {
            let word = HalfWidth.folded(title).lowercased().filter { !$0.isWhitespace && !"*＊:：()（）_-/".contains($0) }
            let found =
                synonyms.first { $0.words.contains(word) }?.field
                ?? fields.first { $0.label.chinese == word || $0.label.english.lowercased().filter { !$0.isWhitespace } == word }?.name
            if let found, known.contains(found), !columns.values.contains(found) { columns[column] = found }
        }
        return columns
    }

    private static let synonyms: [(field: String, words: Set<String>)] = [
        ("name", ["姓名", "客户姓名", "顾客姓名", "会员姓名", "名字", "客户", "name", "fullname", "customername"]),
        ("phone", ["手机", "手机号", "手机号码", "电话", "电话号码", "联系电话", "联系方式", "移动电话", "phone", "mobile", "telephone", "phonenumber"]),
        ("wechat", ["微信", "微信号", "wechat", "wechatid"]),
        ("idNumber", ["身份证", "身份证号", "身份证号码", "证件号", "证件号码", "idnumber", "idcard"]),
        ("birthday", ["生日", "出生日期", "出生年月", "出生年月日", "birthday", "birthdate", "dateofbirth"]),
        ("sex", ["性别", "sex", "gender"]),
        ("address", ["地址", "住址", "家庭住址", "联系地址", "address"]),
        ("sourceChannel", ["来源", "渠道", "来源渠道", "客户来源", "source", "channel", "sourcechannel"]),
        ("level", ["等级", "会员等级", "客户等级", "级别", "level", "tier"]),
        ("homeBranchId", ["院区", "门店", "归属院区", "归属门店", "所属门店", "分院", "branch", "homebranch", "clinic"]),
        ("allergy", ["过敏史", "过敏", "药物过敏", "allergy", "allergies"]),
        ("occupation", ["职业", "工作", "occupation", "job"]),
        ("skinType", ["肤质", "皮肤类型", "skintype", "skin"]),
        ("preferences", ["偏好", "喜好", "服务偏好", "preferences"]),
        ("remark", ["备注", "说明", "remark", "remarks", "note", "notes"]),
        ("guardianName", ["监护人", "监护人姓名", "guardian", "guardianname"]),
        ("guardianPhone", ["监护人电话", "监护人手机", "guardianphone"]),
        (externalID, ["编号", "客户编号", "会员编号", "会员卡号", "卡号", "原系统编号", "id", "externalid", "customerid", "memberno", "code"]),
    ]
}
