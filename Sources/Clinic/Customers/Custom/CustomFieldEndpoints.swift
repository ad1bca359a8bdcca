internal import HTTPTypes
internal import JSON
public import Platform

/// Definitions for those who manage them; for everybody else the fields that he sees, and the files in them.
public enum CustomFieldEndpoints {
    private static let tag = "custom fields"

    /// The sealed columns of their values, for the rotation of keys.
    public static let sealed = CustomValues.sealed

    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let fields = CustomFields(deployment)
        let files = CustomFiles(deployment)
        return [
            Endpoint(
                .get, "/v1/custom-fields", access: .permitted(.manageCustomField), tag: tag,
                summary: LocalizedText("自定义字段定义", "Definitions of custom fields"), output: .page(of: definition)
            ) { try await fields.list($0) },
            Endpoint(
                .post, "/v1/custom-fields", access: .permitted(.manageCustomField), tag: tag,
                summary: LocalizedText("新增自定义字段", "Define a custom field"), input: creation, output: definition, status: .created,
                failures: [.customFieldCodeKnown, .customFieldsTooMany]
            ) { try await fields.define($0) },
            Endpoint(
                .patch, "/v1/custom-fields/{id}", access: .permitted(.manageCustomField), tag: tag,
                summary: LocalizedText("修改自定义字段", "Change a custom field"), input: change, output: definition, requiresVersion: true,
                failures: [.customFieldsTooMany]
            ) { try await fields.change($0) },
            Endpoint(
                .get, "/v1/customer-fields", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("可见的自定义字段", "The custom fields of customers that one sees"), output: .page(of: visible)
            ) { try fields.visible($0) },
            Endpoint(
                .get, "/v1/customers/{id}/custom-files/{code}", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("自定义字段中的文件信息", "What is known of the file in a custom field"), output: file
            ) { try await files.facts($0) },
            Endpoint(
                .get, "/v1/customers/{id}/custom-files/{code}/content", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("下载自定义字段中的文件", "Download the file in a custom field"), failures: [.fileLost]
            ) { try await files.content($0) },
        ]
    }

    private static let day: JSONValue = ["type": ["string", "null"], "format": "date"]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let name: JSONValue = ["type": "string", "minLength": 1, "maxLength": 60]
    private static let words: JSONValue = ["type": "array", "maxItems": 100, "items": ["type": "string", "maxLength": 60]]
    private static let kind: JSONValue = ["type": "string", "enum": .array(CustomField.Kind.allCases.map { .string($0.rawValue) })]
    private static let classification: JSONValue = [
        "type": "string", "enum": .array(DefineCustomField.classes.map { .string($0.rawValue) }),
    ]
    private static let number: JSONValue = ["type": "integer", "minimum": 0, "maximum": 10_000]
    private static let changeable: [(String, JSONValue)] = [
        ("nameZh", name), ("nameEn", name), ("required", flag), ("inLists", flag), ("choices", words), ("validFrom", day),
        ("validUntil", day), ("position", number),
    ]
    private static let code: (String, JSONValue) = (
        "code", ["type": "string", "maxLength": 40, "description": "A small letter, then letters, digits, _"]
    )

    private static let creation = Schema.object(
        "CustomFieldCreation", required: ["code", "kind", "class", "nameZh", "nameEn"],
        properties: [code, ("kind", kind), ("class", classification), ("sealed", flag)] + changeable)
    private static let change = Schema.object("CustomFieldChange", properties: changeable + [("archived", flag)])
    private static let definition = Schema.object(
        "CustomField",
        required: [
            "id", "code", "kind", "class", "sealed", "nameZh", "nameEn", "required", "inLists", "choices", "validFrom", "validUntil",
            "position", "archived", "version",
        ],
        properties: [("id", ["type": "string", "format": "uuid"]), code, ("kind", kind), ("class", classification), ("sealed", flag)]
            + changeable + [("archived", flag), ("version", ["type": "integer"])])
    private static let visible = Schema.object(
        "CustomerField", required: ["code", "kind", "class", "nameZh", "nameEn", "choices", "required", "inLists", "sealed"],
        properties: [
            code, ("kind", kind), ("class", classification), ("nameZh", name), ("nameEn", name), ("choices", words), ("required", flag),
            ("inLists", flag), ("sealed", flag),
        ])
    private static let file = Schema.object(
        "CustomerFile", required: ["id", "name", "bytes", "type", "createdAt"],
        properties: [
            ("id", ["type": "string", "format": "uuid"]), ("name", ["type": "string"]), ("bytes", ["type": "integer"]),
            ("type", ["type": "string"]), ("createdAt", ["type": "string", "format": "date-time"]),
        ])
}
