public import Platform

extension Action {
    /// Say which fields customers have besides those of the program.
    public static let manageCustomField = Action("manage.custom_field")
}

extension FailureCode {
    public static let customFieldCodeKnown = FailureCode(
        "custom_field.code_known", .conflict, "已有同代码的自定义字段", "A field with this code exists or existed")
    public static let customFieldsTooMany = FailureCode(
        "custom_field.too_many", .conflict, "自定义字段数量已达上限", "There are as many fields of your own as there may be")

    /// The custom fields' own codes.
    public static let customFields: [FailureCode] = [customFieldCodeKnown, customFieldsTooMany]
}

/// What may be done with definitions, and by whom at first. Values are the customer's: rights on them are rights on fields.
public enum CustomFieldPermissions {
    public static let permissions = FeaturePermissions(
        actions: [(.manageCustomField, LocalizedText("管理自定义字段", "Manage custom fields"))],
        // Who fills in a customer's fields brings the files that stand in them.
        defaults: [
            "system_admin": [.manageCustomField], "front_desk": [.uploadFile], "consultant": [.uploadFile], "doctor": [.uploadFile],
        ])
    public static let constraints: [String: FailureCode] = ["custom_field_once": .customFieldCodeKnown]
}
