internal import HTTPTypes
internal import JSON
public import Platform

/// The endpoints of merging: a table, no logic.
public enum MergeEndpoints {
    /// Every endpoint of the feature.
    ///
    /// - Parameter cells: what is sealed under customers' keys.
    public static func endpoints(_ deployment: Deployment, cells: [SealedColumn]) -> [Endpoint] {
        let merges = Merges(deployment, cells: cells)
        let tag = "merging"
        return [
            Endpoint(
                .get, "/v1/customers/{id}/merge-preview", access: .permitted(.mergeCustomer), tag: tag,
                summary: LocalizedText("合并预览", "A merge before it is done"),
                query: [
                    QueryParameter(
                        "source", summary: LocalizedText("将被并入的客户", "The customer to be merged into this one"), schema: id,
                        required: true)
                ], output: preview, failures: [.invalid, .customerMerged]
            ) { try await merges.preview($0) },
            Endpoint(
                .post, "/v1/customers/{id}/merges", access: .permitted(.mergeCustomer), tag: tag,
                summary: LocalizedText("把另一客户并入此客户", "Merge another customer into this one"), input: creation, output: created,
                status: .created, idempotency: .optional, requiresVersion: true, failures: [.mergeConflict, .customerMerged]
            ) { try await merges.merge($0) },
            Endpoint(
                .get, "/v1/customers/{id}/merges", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("并入此客户的档案", "What was merged into a customer"),
                output: .raw(["type": "object", "required": ["data"], "properties": ["data": ["type": "array", "items": merge]]]),
                failures: [.customerMerged]
            ) { try await merges.list($0) },
            Endpoint(
                .get, "/v1/customer-merges/{id}", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("一次合并", "One merge"), output: .raw(merge)
            ) { try await merges.get($0) },
            Endpoint(
                .post, "/v1/customer-merges/{id}/reversal", access: .permitted(.mergeCustomer), tag: tag,
                summary: LocalizedText("撤销合并", "Undo a merge"),
                input: .object(
                    "MergeReversal", required: ["reason"],
                    properties: [("reason", ["type": "string", "minLength": 2, "maxLength": 200])]),
                output: .raw(merge), requiresVersion: true, failures: [.mergeUndone, .mergeUndoConflict, .mergeConflict, .customerMerged]
            ) { try await merges.undo($0) },
        ]
    }

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let choice: JSONValue = ["type": "string", "enum": ["target", "source", "both"]]
    private static let count: JSONValue = [
        "type": "array",
        "items": [
            "type": "object", "required": ["what", "name", "count"],
            "properties": ["what": ["type": "string"], "name": ["type": "string"], "count": ["type": "integer"]],
        ],
    ]

    private static let creation = Schema.object(
        "CustomerMergeCreation", required: ["sourceId", "sourceVersion"],
        properties: [
            ("sourceId", id), ("sourceVersion", ["type": "integer", "minimum": 1]),
            ("fields", ["type": "object", "additionalProperties": choice]),
            ("reason", ["type": "string", "minLength": 2, "maxLength": 200]),
        ])

    private static let created = Schema.object(
        "CustomerMergeCreated", required: ["id", "mergedInto"],
        properties: [("id", id), ("mergedInto", id), ("version", ["type": "integer"])])

    private static let preview = Schema.object(
        "CustomerMergePreview", required: ["target", "source", "fields", "moves", "conflicts"],
        properties: [
            ("target", ["type": "object"]), ("source", ["type": "object"]),
            (
                "fields",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["field", "label", "differs", "choices", "suggestion"],
                        "properties": [
                            "field": ["type": "string"], "label": ["type": "string"], "differs": ["type": "boolean"],
                            "choices": ["type": "array", "items": choice], "suggestion": choice,
                        ],
                    ],
                ]
            ),
            ("moves", count),
            (
                "conflicts",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["code", "detail"],
                        "properties": [
                            "code": ["type": "string", "enum": .array(MergeObstacle.allCodes.map { .string($0) })],
                            "detail": ["type": "string"],
                        ],
                    ],
                ]
            ),
        ])

    private static let merge: JSONValue = [
        "type": "object", "required": ["id", "sourceId", "sourceNumber", "targetId", "state", "fields", "mergedAt", "mergedBy", "version"],
        "properties": [
            "id": id, "sourceId": id, "sourceNumber": ["type": "integer"], "targetId": id,
            "state": ["type": "string", "enum": ["merged", "undone"]], "fields": ["type": "array", "items": ["type": "string"]],
            "reason": ["type": ["string", "null"]], "mergedAt": time, "mergedBy": id,
            "undoneAt": ["type": ["string", "null"], "format": "date-time"], "undoneBy": ["type": ["string", "null"], "format": "uuid"],
            "undoReason": ["type": ["string", "null"]], "version": ["type": "integer"], "moved": count,
        ],
    ]
}
