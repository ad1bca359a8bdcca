internal import HTTPTypes
internal import JSON
public import Platform

/// `/v1/branches/{id}/catalogue-copies`: a branch is given what another works with, tried first where somebody wants to see it.
public enum BranchCopyEndpoints {
    public static func endpoints(_ deployment: Deployment) -> [Endpoint] {
        let path = "/v1/branches/{id}/catalogue-copies"
        let tag = "catalogue"
        return [
            Endpoint(
                .post, path + "/checks", access: .permitted(.manageResource), tag: tag,
                summary: LocalizedText("试从另一院区复制（不写入）", "Try what would be copied from another branch, without writing"),
                input: copying, output: copied, failures: [.catalogueLimit]
            ) { call in
                let actor = try call.requireActor()
                let copy = try read(call)
                let keys = try await deployment.keys.keys(of: actor.tenant)
                let now = call.now
                let parts = try await deployment.rehearse(as: actor) { tx in
                    try copy.run(as: actor, keys: keys, at: now, in: tx)
                }
                return reply(parts)
            },
            Endpoint(
                .post, path, access: .permitted(.manageResource), tag: tag,
                summary: LocalizedText(
                    "从另一院区复制", "Copy rooms, devices, prices, opening hours, shifts and the triage rule from another branch"),
                input: copying, output: copied, idempotency: .optional, failures: [.catalogueLimit]
            ) { call in
                let actor = try call.requireActor()
                let copy = try read(call)
                let keys = try await deployment.keys.keys(of: actor.tenant)
                return try await Idempotency(deployment).write("copyCatalogue", call, keys: keys, again: { _ in .noContent }) { tx in
                    Idempotency.Outcome(reply(try copy.run(as: actor, keys: keys, at: call.now, in: tx)))
                }
            },
        ]
    }

    private static func read(_ call: Call) throws -> CopyBranch {
        let payload = try call.payload()
        let copy = CopyBranch(to: try call.id("id"), reading: payload)
        try payload.finish()
        return copy
    }

    private static func reply(_ parts: [CopyBranch.Copied]) -> Reply {
        .json((["parts": .array(parts.map(\.json))] as JSONValue).serialized)
    }

    private static let kinds: JSONValue = .array(CopyBranch.Kind.allCases.map { .string($0.rawValue) })
    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let count: JSONValue = ["type": "integer", "minimum": 0]
    private static let names: JSONValue = ["type": "array", "items": ["type": "string"]]

    private static let copying = Schema.object(
        "CatalogueCopy", required: ["fromBranchId", "kinds"],
        properties: [
            ("fromBranchId", ["type": "string", "format": "uuid"]),
            ("kinds", ["type": "array", "minItems": 1, "items": ["type": "string", "enum": kinds]]), ("pricesFrom", day), ("pricesOf", day),
        ])
    private static let copied = Schema.object(
        "CatalogueCopied", required: ["parts"],
        properties: [
            (
                "parts",
                [
                    "type": "array",
                    "items": [
                        "type": "object", "required": ["kind", "made", "skipped", "names", "skippedNames"],
                        "properties": [
                            "kind": ["type": "string", "enum": kinds], "made": count, "skipped": count, "names": names,
                            "skippedNames": names,
                        ],
                    ],
                ]
            )
        ])
}
