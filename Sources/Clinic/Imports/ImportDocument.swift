internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// Imports and their rows as the API shows them.
enum ImportDocument {
    static func json(_ record: ImportRecord, at now: Instant) -> JSONObject {
        let isUndoable =
            [.done, .cancelled, .failed].contains(record.state)
            && record.finishedAt.map { now <= $0.advanced(by: ImportRecord.undoable) } ?? false
        return [
            "id": .string(record.id.description), "kind": "customer", "state": .string(record.state.rawValue),
            "fileId": record.file.map { .string($0.description) } ?? .null, "policy": .string(record.plan.policy.rawValue),
            "error": record.error.map { .string($0) } ?? .null, "hasReport": .boolean(record.report != nil),
            "rows": .integer(Int64(record.counts.rows)), "blankRows": .integer(Int64(record.counts.blank)),
            "totalRows": record.total.map { .integer(Int64($0)) } ?? .null, "created": .integer(Int64(record.counts.created)),
            "updated": .integer(Int64(record.counts.updated)), "duplicates": .integer(Int64(record.counts.duplicate)),
            "failed": .integer(Int64(record.counts.failed)), "removed": .integer(Int64(record.removed)),
            "restored": .integer(Int64(record.restored)), "kept": .integer(Int64(record.kept)), "isUndoable": .boolean(isUndoable),
            "createdBy": .string(record.createdBy.description), "createdAt": .string(record.createdAt.description),
            "finishedAt": record.finishedAt.map { .string($0.description) } ?? .null,
        ]
    }

    /// `{"data": [{row, outcome, problems, undone}], "next": 120}`.
    static func rows(_ rows: Rows, of resource: Resource, limit: Int, language: Language) throws -> JSONValue {
        let shown = try rows.prefix(limit).map { row -> JSONValue in
            let problems = try row.get(2, as: [String].self)
            return [
                "row": .integer(Int64(try row.get(0, as: Int32.self))), "outcome": .string(try row[1]),
                "problems": .array(problems.map { .string(ImportWords.problem($0, of: resource)[language]) }),
                "codes": .array(problems.map { .string($0) }),
                "customerId": try row.getOptional(3, as: UUID.self).map { .string($0.uuidString.lowercased()) } ?? .null,
                "undone": try row.getOptional(4, as: String.self).map { .string($0) } ?? .null,
            ]
        }
        let next = rows.count > limit ? shown.last?["row"] ?? .null : .null
        return ["data": .array(shown), "next": next]
    }
}
