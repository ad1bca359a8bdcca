public import JSON

/// A JSON schema rendered for one reader: what he may not see is absent from it.
public struct Schema: Sendable {
    /// Its name in the document's components; nil for a schema that stands where it is used.
    public let name: String?
    /// The schema for somebody with these rights.
    public let render: @Sendable (Rights) -> JSONValue
    /// Named schemas that the rendered one refers to.
    let references: [Schema]
    /// Whether its members were listed one by one, so that it says which of them a request may leave out.
    private var listsMembers = false

    /// A schema by its rendering.
    public init(name: String? = nil, render: @escaping @Sendable (Rights) -> JSONValue) {
        self.init(name: name, references: [], render: render)
    }

    private init(name: String?, references: [Schema], render: @escaping @Sendable (Rights) -> JSONValue) {
        self.name = name
        self.references = references
        self.render = render
    }

    /// An object with these members, in this order, and no others.
    public static func object(
        _ name: String? = nil, required: [String] = [], properties: [(String, JSONValue)]
    ) -> Schema {
        var members = JSONObject()
        for (name, schema) in properties { members[name] = schema }
        var schema: JSONObject = ["type": "object", "properties": .object(members), "additionalProperties": false]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        var object = Schema(name: name) { [schema] _ in .object(schema) }
        object.listsMembers = true
        return object
    }

    /// The same schema for what comes in: a member that may be left out may be `null` as well, which reads the same.
    var asInput: Schema {
        guard listsMembers else { return self }
        return Schema(name: name, references: references) { [render] in Schema.acceptingNull(render($0)) }
    }

    private static func acceptingNull(_ schema: JSONValue) -> JSONValue {
        guard var object = schema.object else { return schema }
        if let items = object["items"] { object["items"] = acceptingNull(items) }
        if let properties = object["properties"]?.object {
            let required = Set((object["required"]?.array ?? []).compactMap(\.string))
            var members = JSONObject()
            for member in properties.members {
                let inner = acceptingNull(member.value)
                members[member.name] = required.contains(member.name) ? inner : nullable(inner)
            }
            object["properties"] = .object(members)
        }
        return .object(object)
    }

    private static func nullable(_ schema: JSONValue) -> JSONValue {
        guard var object = schema.object, let type = object["type"] else { return schema }
        let types = type.array ?? [type]
        if !types.contains("null") { object["type"] = .array(types + ["null"]) }
        if let words = object["enum"]?.array, !words.contains(.null) { object["enum"] = .array(words + [.null]) }
        return .object(object)
    }

    /// What a search found, without a next page: `{"data": […], "truncated": false}`.
    public static func findings(of element: Schema) -> Schema {
        Schema(name: nil, references: [element]) { rights in
            [
                "type": "object", "required": ["data", "near", "truncated"],
                "properties": [
                    "data": ["type": "array", "items": element.use(for: rights)],
                    "near": ["type": "integer", "description": "How many of the last ones only come near what was sought"],
                    "truncated": ["type": "boolean"],
                ],
            ]
        }
    }

    /// A tree around one: `{"ancestors": […], "descendants": [[…], …], "truncated": false}`.
    public static func generations(of element: Schema) -> Schema {
        Schema(name: nil, references: [element]) { rights in
            let one = element.use(for: rights)
            return [
                "type": "object", "required": ["ancestors", "descendants", "truncated"],
                "properties": [
                    "ancestors": ["type": "array", "items": one],
                    "descendants": ["type": "array", "items": ["type": "array", "items": one]], "truncated": ["type": "boolean"],
                ],
            ]
        }
    }

    /// One page of a list: `{"data": […], "page": {"next": …}}`.
    public static func page(of element: Schema) -> Schema {
        Schema(name: nil, references: [element]) { rights in
            [
                "type": "object", "required": ["data", "page"],
                "properties": [
                    "data": ["type": "array", "items": element.use(for: rights)],
                    "page": [
                        "type": "object", "required": ["next"],
                        "properties": ["next": ["type": ["string", "null"]]],
                    ],
                ],
            ]
        }
    }

    /// A schema that is the same for everybody.
    public static func raw(_ schema: JSONValue) -> Schema {
        Schema { _ in schema }
    }

    /// What stands where the schema is used: a reference when it has a name.
    func use(for rights: Rights) -> JSONValue {
        guard let name else { return render(rights) }
        return ["$ref": .string("#/components/schemas/" + name)]
    }

    /// Adds itself and everything below it that has a name.
    func collect(into components: inout JSONObject, for rights: Rights) {
        if let name {
            guard components[name] == nil else { return }
            components[name] = render(rights)
        }
        for reference in references { reference.collect(into: &components, for: rights) }
    }
}
