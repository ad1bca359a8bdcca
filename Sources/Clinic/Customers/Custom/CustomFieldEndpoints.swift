internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
public import Platform
internal import Postgres

extension Action {
    /// Say which fields customers have besides those of the program.
    public static let manageCustomField = Action("manage.custom_field")
}

extension FailureCode {
    public static let customFieldCodeKnown = FailureCode(
        "custom_field.code_known", .conflict, "已有同代码的自定义字段", "A field with this code exists or existed")
    public static let customFieldsTooMany = FailureCode(
        "custom_field.too_many", .conflict, "自定义字段数量已达上限", "There are as many fields of your own as there may be")
    public static let customFields: [FailureCode] = [customFieldCodeKnown, customFieldsTooMany]
}

/// What may be done with definitions, and by whom at first.
public enum CustomFieldPermissions {
    public static let permissions = FeaturePermissions(
        actions: [(.manageCustomField, LocalizedText("管理自定义字段", "Manage custom fields"))],
        defaults: ["system_admin": [.manageCustomField]])
    public static let constraints: [String: FailureCode] = ["custom_field_once": .customFieldCodeKnown]
}

/// Definitions for those who manage them; for everybody else the fields that he sees.
public enum CustomFieldEndpoints {
    private static let tag = "custom fields"

    /// The sealed columns of their values, for the rotation of keys.
    public static let sealed = CustomValues.sealed

    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        [
            Endpoint(
                .get, "/v1/custom-fields", access: .permitted(.manageCustomField), tag: tag,
                summary: LocalizedText("自定义字段定义", "Definitions of custom fields"), output: .page(of: definition)
            ) { call in
                let actor = try call.requireActor()
                return list(try await deployment.database.fetch(as: actor, [all(of: actor.tenant)])[0].map(json))
            },
            Endpoint(
                .post, "/v1/custom-fields", access: .permitted(.manageCustomField), tag: tag,
                summary: LocalizedText("新增自定义字段", "Define a custom field"), input: creation, output: definition, status: .created,
                failures: [.customFieldCodeKnown, .customFieldsTooMany]
            ) { call in
                let actor = try call.requireActor()
                let payload = try call.payload()
                let define = DefineCustomField(id: .new(at: call.now), draft: CustomFieldDraft(reading: payload))
                try payload.finish()
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let row = try await deployment.database.write(as: actor) { tx in
                    try define.run(as: actor, keys: keys, at: call.now, in: tx)
                    return try tx.execute(one(define.id, of: actor.tenant)).first
                }
                guard let row else { throw Failure(.notFound) }
                return .json(try json(row).serialized, status: .created, version: 1)
            },
            Endpoint(
                .patch, "/v1/custom-fields/{id}", access: .permitted(.manageCustomField), tag: tag,
                summary: LocalizedText("修改自定义字段", "Change a custom field"), input: change, output: definition, requiresVersion: true
            ) { call in
                let actor = try call.requireActor()
                guard let version = call.expectedVersion else { throw Failure(.versionRequired) }
                let id: ID<CustomField> = try call.id("id")
                let body = try call.json()
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let row = try await deployment.database.write(as: actor) { tx in
                    try ChangeCustomField(id: id, version: version).run(
                        PayloadReader(body), as: actor, keys: keys, at: call.now, in: tx)
                    return try tx.execute(one(id, of: actor.tenant)).first
                }
                guard let row else { throw Failure(.notFound) }
                return .json(try json(row).serialized, version: try row.get(14, as: Int64.self))
            },
            Endpoint(
                .get, "/v1/customer-fields", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("可见的自定义字段", "The custom fields of customers that one sees"), output: .page(of: visible)
            ) { call in
                let rights = try call.requireActor().rights
                let view = rights.view(of: Customer.resource)
                return list(
                    rights.customFields.compactMap { field -> JSONValue? in
                        guard let index = view.resource.position(of: field.name), view.bits(of: index, atLeast: .masked) != 0 else {
                            return nil
                        }
                        return [
                            "code": .string(field.code), "kind": .string(field.kind.rawValue),
                            "class": .string(field.classification.rawValue),
                            "nameZh": .string(field.label.chinese), "nameEn": .string(field.label.english),
                            "choices": .array(field.choices.map { .string($0) }), "required": .boolean(field.isRequired),
                            "inLists": .boolean(field.isInLists),
                        ]
                    })
            },
        ]
    }

    private static func list(_ values: [JSONValue]) -> Reply {
        .json((["data": .array(values), "page": ["next": .null]] as JSONValue).serialized)
    }

    private static let columns: SQL = """
        select id, code, kind, class, is_sealed, is_required, is_in_lists, choices, name_zh, name_en, valid_from, valid_until, position,
          is_archived, version from app.custom_field
        """

    private static func all(of tenant: ID<Tenant>) -> SQL {
        "\(columns) where tenant_id = \(tenant) order by is_archived, position, id"
    }

    private static func one(_ id: ID<CustomField>, of tenant: ID<Tenant>) -> SQL {
        "\(columns) where tenant_id = \(tenant) and id = \(id)"
    }

    private static func json(_ row: Row) throws -> JSONValue {
        [
            "id": .string(try row.get(0, as: UUID.self).uuidString.lowercased()), "code": .string(try row[1]), "kind": .string(try row[2]),
            "class": .string(try row[3]), "sealed": .boolean(try row[4]), "required": .boolean(try row[5]), "inLists": .boolean(try row[6]),
            "choices": .array(try row.get(7, as: [String].self).map { .string($0) }), "nameZh": .string(try row[8]),
            "nameEn": .string(try row[9]), "validFrom": .text(try row.getOptional(10, as: LocalDate.self)?.description),
            "validUntil": .text(try row.getOptional(11, as: LocalDate.self)?.description),
            "position": .integer(Int64(try row.get(12, as: Int32.self))), "archived": .boolean(try row[13]),
            "version": .integer(try row[14]),
        ]
    }

    private static let day: JSONValue = ["type": ["string", "null"], "format": "date"]
    private static let flag: JSONValue = ["type": "boolean"]
    private static let name: JSONValue = ["type": "string", "minLength": 1, "maxLength": 60]
    private static let words: JSONValue = ["type": "array", "maxItems": 100, "items": ["type": "string", "maxLength": 60]]
    private static let kind: JSONValue = ["type": "string", "enum": .array(CustomField.Kind.allCases.map { .string($0.rawValue) })]
    private static let classification: JSONValue = [
        "type": "string", "enum": .array(CustomFieldDraft.classes.map { .string($0.rawValue) }),
    ]
    private static let number: JSONValue = ["type": "integer", "minimum": 0, "maximum": 10_000]
    private static let changeable: [(String, JSONValue)] = [
        ("nameZh", name), ("nameEn", name), ("required", flag), ("inLists", flag), ("choices", words), ("validFrom", day),
        ("validUntil", day),
        ("position", number),
    ]
    private static let code: (String, JSONValue) = (
        "code", ["type": "string", "maxLength": 40, "description": "A letter, then letters, digits, _"]
    )

    private static let creation = Schema.object(
        "CustomFieldCreation", required: ["code", "kind", "class", "nameZh", "nameEn"],
        properties: [code, ("kind", kind), ("class", classification), ("sealed", flag)] + changeable)
    private static let change = Schema.object("CustomFieldChange", properties: changeable + [("archived", flag)])
    private static let definition = Schema.object(
        "CustomField",
        properties: [("id", ["type": "string", "format": "uuid"]), code, ("kind", kind), ("class", classification), ("sealed", flag)]
            + changeable
            + [("archived", flag), ("version", ["type": "integer"])])
    private static let visible = Schema.object(
        "CustomerField",
        properties: [
            code, ("kind", kind), ("class", classification), ("nameZh", name), ("nameEn", name), ("choices", words), ("required", flag),
            ("inLists", flag),
        ])
}
