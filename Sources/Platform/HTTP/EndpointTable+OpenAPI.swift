internal import HTTPTypes
public import JSON

extension EndpointTable {
    /// The OpenAPI 3.1 document of what somebody with these rights may call; nil means anonymous.
    public func openAPI(for rights: Rights?, title: LocalizedText, language: Language = .chinese) -> JSONValue {
        let reader = rights ?? .none
        var paths = JSONObject()
        var components = JSONObject()
        var tags: [String] = []
        components["Problem"] = EndpointTable.problemSchema
        for (endpoint, names) in zip(all, parameterNames) where endpoint.isDescribed && endpoint.isOpen(to: rights) {
            var item = paths[endpoint.path]?.object ?? JSONObject()
            item[endpoint.method.rawValue.lowercased()] = endpoint.operation(for: reader, names, language)
            paths[endpoint.path] = .object(item)
            endpoint.input?.asInput.collect(into: &components, for: reader)
            endpoint.output?.collect(into: &components, for: reader)
            if !tags.contains(endpoint.tag) { tags.append(endpoint.tag) }
        }
        return [
            "openapi": "3.1.0",
            "info": ["title": .string(title[language]), "version": "1"],
            "servers": [["url": "/"]],
            "tags": .array(tags.map { ["name": .string($0)] }),
            "paths": .object(paths),
            "components": [
                "schemas": .object(components),
                "securitySchemes": [
                    "bearer": ["type": "http", "scheme": "bearer"],
                    "cookie": ["type": "apiKey", "in": "cookie", "name": .string(Credentials.cookieName)],
                ],
            ],
        ]
    }

    private static let problemSchema: JSONValue = [
        "type": "object",
        "required": ["type", "title", "status", "code", "requestId"],
        "properties": [
            "type": ["type": "string", "format": "uri-reference"],
            "title": ["type": "string"],
            "status": ["type": "integer"],
            "code": ["type": "string"],
            "detail": ["type": "string"],
            "instance": ["type": "string", "format": "uri-reference"],
            "requestId": ["type": "string", "format": "uuid"],
            "permission": ["type": "string", "description": "With access.denied: the permission that is missing"],
            "errors": [
                "type": "array",
                "items": [
                    "type": "object",
                    "required": ["pointer", "code", "detail"],
                    "properties": [
                        "pointer": ["type": "string"], "code": ["type": "string"], "detail": ["type": "string"],
                    ],
                ],
            ],
        ],
    ]
}

extension Endpoint {
    /// Whether the reader may call it; nil is nobody who signed in.
    func isOpen(to rights: Rights?) -> Bool {
        switch access {
        case .anonymous: true
        case .signedIn: rights != nil
        case .permitted(let action): rights?.allows(action) ?? false
        }
    }

    fileprivate func operation(for rights: Rights, _ names: [String], _ language: Language) -> JSONValue {
        var operation: JSONObject = [
            "operationId": .string(operationID), "tags": [.string(tag)], "summary": .string(summary[language]),
        ]
        let parameters =
            names.map(pathParameter) + headerParameters
            + query.filter { $0.isShown(rights) }.map { queryParameter($0, for: rights, language) }
        if !parameters.isEmpty { operation["parameters"] = .array(parameters) }
        if let input = input?.asInput {
            operation["requestBody"] = [
                "required": .boolean(requiresInput),
                "content": ["application/json": ["schema": input.use(for: rights)]],
            ]
        }
        if uploadLimit != nil {
            operation["requestBody"] = [
                "required": true,
                "content": ["application/octet-stream": ["schema": ["type": "string", "format": "binary"]]],
            ]
        }
        operation["responses"] = responses(for: rights, language)
        operation["security"] = access == .anonymous ? [] : [["bearer": []], ["cookie": []]]
        if case .permitted(let action) = access { operation["x-permission"] = .string(action.name) }
        return .object(operation)
    }

    private func pathParameter(_ name: String) -> JSONValue {
        let isID = name == "id" || name.hasSuffix("Id")
        let schema: JSONValue = isID ? ["type": "string", "format": "uuid"] : ["type": "string"]
        return ["name": .string(name), "in": "path", "required": true, "schema": schema]
    }

    private func queryParameter(_ parameter: QueryParameter, for rights: Rights, _ language: Language) -> JSONValue {
        [
            "name": .string(parameter.name), "in": "query", "required": .boolean(parameter.required),
            "description": .string(parameter.summary[language]), "schema": parameter.schema(rights),
        ]
    }

    private var headerParameters: [JSONValue] {
        var headers: [JSONValue] = []
        if idempotency != .none {
            headers.append([
                "name": "Idempotency-Key", "in": "header", "required": .boolean(idempotency == .required),
                "schema": ["type": "string", "minLength": 8, "maxLength": 128],
            ])
        }
        if requiresVersion {
            headers.append([
                "name": "If-Match", "in": "header", "required": true,
                "schema": ["type": "string", "pattern": "^\"[0-9]+\"$"],
            ])
        }
        return headers
    }

    private func responses(for rights: Rights, _ language: Language) -> JSONValue {
        var success: JSONObject = ["description": .string(status.reasonPhrase)]
        if let output {
            var content: JSONObject = ["application/json": ["schema": output.use(for: rights)]]
            for type in otherOutputs { content[type] = ["schema": ["type": "string"]] }
            success["content"] = .object(content)
        }
        var responses = JSONObject()
        responses[String(status.code)] = .object(success)
        for (status, codes) in Dictionary(grouping: refusals, by: \.kind.rawValue).sorted(by: { $0.key < $1.key }) {
            let words = codes.map { "`\($0.code)` \($0.title[language])" }.joined(separator: "\n\n")
            responses[String(status)] = EndpointTable.problemResponse(words)
        }
        responses["default"] = EndpointTable.problemResponse(language == .chinese ? "错误" : "Error")
        return .object(responses)
    }

    /// Its own failures and those that follow from its form.
    private var refusals: [FailureCode] {
        var codes = failures
        func add(_ more: FailureCode...) { for code in more where !codes.contains(code) { codes.append(code) } }
        if access != .anonymous { add(.unauthenticated) }
        if case .permitted = access { add(.forbidden) }
        if path.contains("{") { add(.notFound) }
        if input != nil { add(.malformedJSON, .unsupportedMediaType, .tooLarge, .invalid) }
        if requiresVersion { add(.stale, .versionRequired) }
        if idempotency == .required { add(.idempotencyKeyRequired) }
        if idempotency != .none { add(.idempotencyKeyReused, .idempotencyInFlight) }
        add(.tooManyRequests, .busy)
        return codes
    }
}

extension EndpointTable {
    fileprivate static func problemResponse(_ description: String) -> JSONValue {
        [
            "description": .string(description),
            "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
        ]
    }
}
