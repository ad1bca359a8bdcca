internal import HTTPTypes
internal import JSON
public import Platform

/// The endpoints of work on many customers and of hand-overs: a table, no logic.
public enum BulkEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let work = BulkWork(deployment)
        return actions(work) + handOvers(work)
    }

    private static func actions(_ work: BulkWork) -> [Endpoint] {
        let tag = "bulk work"
        return [
            Endpoint(
                .post, "/v1/customers/bulk-actions", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("批量修改客户", "Change many customers"), query: ListQuery.parameters(of: Customer.resource),
                input: .object(
                    "BulkActionCreation", required: ["action", "value"],
                    properties: [
                        ("action", ["type": "string", "enum": .array(BulkAction.kinds.keys.sorted().map { .string($0) })]),
                        ("value", ["type": "string", "maxLength": 63]), ("all", ["type": "boolean"]),
                        ("expected", ["type": "integer", "minimum": 0, "maximum": .integer(Int64(BulkAction.most))]),
                        ("ids", ["type": "array", "maxItems": 5000, "items": id]),
                    ]),
                output: .raw(action), status: .accepted, failures: [.bulkTooMany, .bulkCountChanged]
            ) { try await work.order($0) },
            Endpoint(
                .get, "/v1/customers/bulk-actions/selection", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("符合条件的客户数量", "How many customers the filters leave"),
                query: ListQuery.parameters(of: Customer.resource),
                output: .object(
                    "BulkSelection", required: ["count", "most"],
                    properties: [("count", ["type": "integer"]), ("most", ["type": "integer"])])
            ) { try await work.count($0) },
            Endpoint(
                .get, "/v1/bulk-actions", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("我的批量操作", "My own bulk actions"), query: states, output: .page(of: .raw(action)),
                failures: [.invalid]
            ) { try await work.list($0) },
            Endpoint(
                .get, "/v1/bulk-actions/{id}", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("一次批量操作", "One bulk action"), output: .raw(action)
            ) { try await work.get($0) },
            Endpoint(
                .get, "/v1/bulk-actions/{id}/rows", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("逐条结果", "What came of each"),
                query: [
                    QueryParameter("after", summary: LocalizedText("从第几条之后", "After which row"), schema: ["type": "integer"]),
                    QueryParameter(
                        "outcome", summary: LocalizedText("结果", "Outcome"),
                        schema: ["type": "string", "enum": .array(BulkAction.outcomes.map { .string($0) })]),
                ], output: .raw(rows), failures: [.invalid]
            ) { try await work.rows($0) },
            Endpoint(
                .post, "/v1/bulk-actions/{id}/cancellation", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("停止批量操作", "End a bulk action"), output: .raw(action), failures: [.bulkState]
            ) { try await work.cancel($0) },
            Endpoint(
                .post, "/v1/bulk-actions/{id}/reversal", access: .permitted(.updateCustomer), tag: tag,
                summary: LocalizedText("撤销批量操作", "Take a bulk action back"), output: .raw(action), status: .accepted,
                requiresVersion: true, failures: [.bulkState]
            ) { try await work.undo($0) },
        ]
    }

    private static func handOvers(_ work: BulkWork) -> [Endpoint] {
        let tag = "hand-over"
        return [
            Endpoint(
                .post, "/v1/hand-overs/preview", access: .permitted(.handOver), tag: tag,
                summary: LocalizedText("移交预览", "What a hand-over would give to whom"), input: plan("HandOverQuestion"),
                output: .object(
                    "HandOverPreview", required: ["lanes", "successors"],
                    properties: [
                        (
                            "lanes",
                            [
                                "type": "array",
                                "items": [
                                    "type": "object", "required": ["lane", "name", "count", "unplanned", "refused"],
                                    "properties": [
                                        "lane": ["type": "string"], "name": ["type": "string"], "count": ["type": "integer"],
                                        "unplanned": ["type": "integer"], "refused": ["type": "integer"],
                                    ],
                                ],
                            ]
                        ),
                        (
                            "successors",
                            [
                                "type": "array",
                                "items": [
                                    "type": "object", "required": ["userId", "count"],
                                    "properties": ["userId": id, "count": ["type": "integer"]],
                                ],
                            ]
                        ),
                    ]),
                failures: [.bulkTooMany, .notFound]
            ) { try await work.previewHandOver($0) },
            Endpoint(
                .post, "/v1/hand-overs", access: .permitted(.handOver), tag: tag,
                summary: LocalizedText("移交客户与工作", "Hand customers and work over"), input: plan("HandOverCreation"), output: .raw(action),
                status: .accepted, failures: [.bulkTooMany, .notFound, .ownAccount, .userState]
            ) { try await work.handOver($0) },
            Endpoint(
                .get, "/v1/hand-overs", access: .permitted(.handOver), tag: tag,
                summary: LocalizedText("移交记录", "Hand-overs"), query: states, output: .page(of: .raw(action)), failures: [.invalid]
            ) { try await work.handOvers($0) },
            Endpoint(
                .get, "/v1/customers/{id}/owners", access: .permitted(.readCustomer), tag: tag,
                summary: LocalizedText("归属历史", "Whose a customer was"),
                output: .raw([
                    "type": "object", "required": ["data"],
                    "properties": [
                        "data": [
                            "type": "array",
                            "items": [
                                "type": "object", "required": ["ownerId", "since"],
                                "properties": [
                                    "ownerId": ["type": ["string", "null"], "format": "uuid"], "since": time,
                                ],
                            ],
                        ]
                    ],
                ]), failures: [.customerMerged]
            ) { try await work.owners($0) },
        ]
    }

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let time: JSONValue = ["type": "string", "format": "date-time"]
    private static let optionalID: JSONValue = ["type": ["string", "null"], "format": "uuid"]
    private static let optionalText: JSONValue = ["type": ["string", "null"]]

    private static let states = NewestFirst.parameters("state", LocalizedText("状态", "State"), of: BulkAction.states)

    private static func plan(_ name: String) -> Schema {
        .object(
            name, required: ["fromId", "rule"],
            properties: [
                ("fromId", id), ("rule", ["type": "string", "enum": .array(HandOverPlan.Rule.allCases.map { .string($0.rawValue) })]),
                ("to", ["type": "array", "maxItems": 100, "items": id]),
                (
                    "branches",
                    [
                        "type": "array", "maxItems": 200,
                        "items": [
                            "type": "object", "required": ["branchId", "userId"], "properties": ["branchId": id, "userId": id],
                        ],
                    ]
                ),
                (
                    "levels",
                    [
                        "type": "array", "maxItems": 20,
                        "items": [
                            "type": "object", "required": ["level", "userId"],
                            "properties": [
                                "level": ["type": "string", "enum": .array(Customer.levels.map { .string($0) })], "userId": id,
                            ],
                        ],
                    ]
                ),
                (
                    "lanes",
                    ["type": "array", "items": ["type": "string", "enum": .array(WorkLane.handed.map { .string($0.code) })]]
                ),
                ("departs", ["type": "boolean"]), ("reason", ["type": "string", "minLength": 2, "maxLength": 200]),
            ])
    }

    private static let action: JSONValue = [
        "type": "object", "required": ["id", "kind", "state", "total", "done", "refused", "createdAt", "createdBy", "version"],
        "properties": [
            "id": id, "kind": ["type": "string"], "subjectId": optionalID, "undoesId": optionalID, "undoneBy": optionalID,
            "reason": optionalText, "state": ["type": "string", "enum": .array(BulkAction.states.map { .string($0) })],
            "total": ["type": "integer"], "done": ["type": "integer"], "refused": ["type": "integer"], "createdAt": time, "createdBy": id,
            "finishedAt": ["type": ["string", "null"], "format": "date-time"], "error": optionalText, "version": ["type": "integer"],
            "plan": ["type": "object"],
        ],
    ]

    private static let rows: JSONValue = [
        "type": "object", "required": ["data", "next"],
        "properties": [
            "data": [
                "type": "array",
                "items": [
                    "type": "object", "required": ["position", "lane", "objectId", "outcome"],
                    "properties": [
                        "position": ["type": "integer"], "lane": ["type": "string"], "objectId": id, "toId": optionalID,
                        "outcome": ["type": "string", "enum": .array(BulkAction.outcomes.map { .string($0) })], "code": optionalText,
                    ],
                ],
            ], "next": ["type": ["integer", "null"]],
        ],
    ]
}
