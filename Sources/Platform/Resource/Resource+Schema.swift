internal import JSON

extension Resource {
    /// Which side of the API a schema describes.
    public enum SchemaUse: Sendable {
        case output
        case creation
        case change
    }

    /// The resource's JSON schema as somebody with given rights sees it: fields that he may not see, or not write, are absent.
    public func schema(_ use: SchemaUse) -> Schema {
        let title = name.prefix(1).uppercased() + name.dropFirst()
        let suffix =
            switch use {
            case .output: ""
            case .creation: "Creation"
            case .change: "Change"
            }
        return Schema(name: title + suffix) { rights in
            let view = rights.view(of: self)
            var properties = JSONObject()
            var grouped = JSONObject()
            var required: [JSONValue] = []
            for (index, field) in view.resource.fields.enumerated() {
                switch use {
                case .output:
                    guard view.bits(of: index, atLeast: .masked) != 0 else { continue }
                case .creation, .change:
                    guard field.isWritable(creating: use == .creation), view.bits(writing: index) != 0 else { continue }
                    if use == .creation, field.writing == .required, field.group == nil { required.append(.string(field.name)) }
                }
                let schema = field.schema(nullable: field.writing != .required)
                if field.group == nil { properties[field.name] = schema } else { grouped[field.member] = schema }
            }
            if name == CustomField.resource {
                // What a tenant has added is listed for its people; the printed description says that there may be something.
                properties[CustomField.group] = [
                    "type": "object", "description": "The tenant's own fields, by their codes", "properties": .object(grouped),
                ]
            }
            if use == .output, naming?.isTold == true {
                properties["isHidden"] = ["type": "boolean", "description": "Whom it is about is not shown"]
            }
            if use == .output { properties["masked"] = ["type": "array", "items": ["type": "string"]] }
            var schema: JSONObject = ["type": "object", "properties": .object(properties)]
            if use != .output { schema["additionalProperties"] = false }
            if !required.isEmpty { schema["required"] = .array(required) }
            return .object(schema)
        }
    }
}

extension Field {
    /// Whether requests may carry the field.
    func isWritable(creating: Bool) -> Bool {
        switch writing {
        case .server: false
        case .creation: creating
        case .free, .required: true
        }
    }

    /// The field's JSON schema; a masked value is text whatever the type, so a date's format is not promised.
    func schema(nullable: Bool) -> JSONValue {
        var schema = JSONObject()
        func kind(_ name: String) { schema["type"] = nullable ? [.string(name), "null"] : .string(name) }
        switch type {
        case .id:
            kind("string")
            // Masked, it is a text; internal values are never masked.
            schema[custom == nil && classification <= .internal ? "format" : "x-format"] = "uuid"
        case .text(let max):
            kind("string")
            schema["maxLength"] = .integer(Int64(max))
        case .phone, .idNumber:
            kind("string")
            schema["maxLength"] = 40
        case .choice(let words):
            kind("string")
            schema["x-choices"] = .array(words.map { .string($0) })
        case .integer:
            kind("integer")
            // Masked, it is a text.
            if custom != nil { schema["type"] = ["integer", "string", "null"] }
        case .date:
            kind("string")
            schema["x-format"] = "date"
        case .instant:
            kind("string")
            schema["format"] = "date-time"
        case .words:
            kind("array")
            schema["items"] = ["type": "string"]
        case .ids:
            // Masked it is `***`.
            schema["type"] = ["array", "string", "null"]
            schema["items"] = ["type": "string", "format": "uuid"]
        case .choices(let words):
            // Masked, it is a text.
            schema["type"] = ["array", "string", "null"]
            schema["items"] = ["type": "string"]
            schema["x-choices"] = .array(words.map { .string($0) })
        }
        schema["title"] = .string(label.chinese)
        schema["description"] = .string(label.english)
        schema["x-class"] = .string(classification.rawValue)
        return .object(schema)
    }
}

extension ListQuery {
    /// The query parameters of a list of a resource, for its documentation.
    public static func parameters(of resource: Resource) -> [QueryParameter] {
        let fields = resource.fields.enumerated().filter { $0.element.sealing == nil }
        let filters = fields.filter { $0.element.uses.contains(.filter) }.map { index, field in
            QueryParameter(
                "filter[\(field.name)]",
                summary: LocalizedText(
                    "按\(field.label.chinese)筛选，多个值用逗号分隔", "Filter by \(field.label.english); several values by comma"),
                isShown: { $0.view(of: resource).bits(of: index, using: .filter) != 0 },
                schema: { _ in ["type": "string"] })
        }
        let sets = fields.filter { $0.element.uses.contains(.filter) && $0.element.derivation?.matches != nil }.flatMap { index, field in
            [
                ("all", LocalizedText("\(field.label.chinese)：全部具备", "\(field.label.english): every one of these")),
                ("none", LocalizedText("\(field.label.chinese)：均不具备", "\(field.label.english): none of these")),
            ].map { word, summary in
                QueryParameter(
                    "filter[\(field.name)][\(word)]", summary: summary,
                    isShown: { $0.view(of: resource).bits(of: index, using: .filter) != 0 }, schema: { _ in ["type": "string"] })
            }
        }
        let custom = QueryParameter(
            "filter[custom.{code}]",
            summary: LocalizedText("按自定义字段筛选", "Filter by a field of the tenant's own, by its code"), schema: ["type": "string"])
        return filters + sets + (resource.name == CustomField.resource ? [custom] : []) + [
            QueryParameter(
                "sort", summary: LocalizedText("排序字段，前缀 - 为降序", "Field to sort by; a leading - for descending"),
                isShown: { _ in true },
                schema: { rights in
                    let view = rights.view(of: resource)
                    let names = fields.filter { view.bits(of: $0.offset, using: .sort) != 0 }.map {
                        JSONValue.string($0.element.name)
                    }
                    return ["type": "string", "examples": .array(names)]
                }),
            QueryParameter("fields", summary: LocalizedText("只返回这些字段", "Only these fields, by comma")),
            QueryParameter(
                "limit", summary: LocalizedText("每页条数", "Rows a page"),
                schema: ["type": "integer", "minimum": 1, "maximum": .integer(Int64(maximumLimit)), "default": 50]),
            QueryParameter("cursor", summary: LocalizedText("上一页给出的位置", "Where the page before ended")),
        ]
    }
}
