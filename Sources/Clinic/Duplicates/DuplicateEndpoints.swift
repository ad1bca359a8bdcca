internal import HTTPTypes
internal import JSON
public import Platform

/// The endpoints of duplicates: a table, no logic.
public enum DuplicateEndpoints {
    /// Every endpoint of the feature.
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let duplicates = Duplicates(deployment)
        let tag = "duplicates"
        return [
            Endpoint(
                .post, "/v1/customers/duplicate-checks", access: .permitted(.createCustomer), tag: tag,
                summary: LocalizedText("录入前查重", "Whether somebody is there already"), input: check, output: matches
            ) { try await duplicates.check($0) },
            Endpoint(
                .get, "/v1/customer-duplicates", access: .permitted(.deduplicateCustomer), tag: tag,
                summary: LocalizedText("疑似重复客户", "Customers who may be one person"),
                query: NewestFirst.parameters("state", LocalizedText("状态，默认待处理", "State; open without"), of: DuplicatePair.states),
                output: .page(of: pair), failures: [.invalid]
            ) { try await duplicates.list($0) },
            Endpoint(
                .get, "/v1/customer-duplicates/{id}", access: .permitted(.deduplicateCustomer), tag: tag,
                summary: LocalizedText("一对疑似重复客户", "One pair"), output: pair
            ) { try await duplicates.get($0) },
            Endpoint(
                .put, "/v1/customer-duplicates/{id}/dismissal", access: .permitted(.deduplicateCustomer), tag: tag,
                summary: LocalizedText("标为不是重复", "Say that they are two people"),
                input: .object(
                    "DuplicateDismissal", required: ["reason"],
                    properties: [("reason", ["type": "string", "minLength": 2, "maxLength": 200])]),
                output: pair, requiresVersion: true, failures: [.duplicateState]
            ) { try await duplicates.dismiss($0) },
            Endpoint(
                .delete, "/v1/customer-duplicates/{id}/dismissal", access: .permitted(.deduplicateCustomer), tag: tag,
                summary: LocalizedText("重新打开", "Open a dismissed pair again"), output: pair, requiresVersion: true,
                failures: [.duplicateState]
            ) { try await duplicates.reopen($0) },
        ]
    }

    private static let id: JSONValue = ["type": "string", "format": "uuid"]
    private static let evidence: JSONValue = [
        "type": "array", "items": ["type": "string", "enum": .array(DuplicateEvidence.allWords.map { .string($0) })],
    ]
    private static let score: JSONValue = ["type": "integer", "minimum": 1, "maximum": 99]

    private static let check = Schema.object(
        "DuplicateCheck",
        properties: [
            ("name", ["type": "string", "maxLength": 64]), ("phone", ["type": "string", "maxLength": 40]),
            ("idNumber", ["type": "string", "minLength": 4, "maxLength": 32]), ("wechat", ["type": "string", "maxLength": 64]),
            ("birthday", ["type": "string", "format": "date"]), ("excludedId", id),
        ])

    private static let matches = Schema.object(
        "DuplicateMatches", required: ["matches"],
        properties: [
            (
                "matches",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["score", "evidence"], "additionalProperties": false,
                        "properties": [
                            "score": score, "evidence": evidence, "customer": ["type": "object"],
                            "ownedBy": [
                                "type": ["object", "null"], "required": ["branchId", "branchName"],
                                "properties": ["branchId": id, "branchName": ["type": "string"]],
                            ],
                        ],
                    ],
                ]
            )
        ])

    private static let pair = Schema.object(
        "DuplicatePair", required: ["id", "customers", "evidence", "score", "state", "foundAt", "version"],
        properties: [
            ("id", id), ("customers", ["type": "array", "minItems": 2, "maxItems": 2, "items": ["type": "object"]]),
            ("evidence", evidence), ("score", score),
            ("state", ["type": "string", "enum": .array(DuplicatePair.states.map { .string($0) })]),
            ("foundAt", ["type": "string", "format": "date-time"]),
            ("decidedAt", ["type": ["string", "null"], "format": "date-time"]),
            ("decidedBy", ["type": ["string", "null"], "format": "uuid"]), ("reason", ["type": ["string", "null"]]),
            ("version", ["type": "integer"]),
        ])
}
