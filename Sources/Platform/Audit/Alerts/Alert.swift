internal import FoundationEssentials
internal import JSON
internal import Postgres

/// Something that the compliance officer is told of, and what came of it.
public enum Alert {
    /// The columns that ``AlertRow`` reads.
    static let columns: SQL = """
        id, kind, severity, state, at, subject_id, customer_id, event_id, event_at, observed, threshold, acknowledged_by, \
        acknowledged_at, note, closed_by, closed_at, closing_note, verdict, version
        """
    static let states = ["open", "acknowledged", "closed"]
    static let verdicts = ["harmless", "mistake", "incident"]
}

/// A row of `app.alert` as the API gives it.
struct AlertRow: Sendable {
    let id: UUID
    let at: Instant
    let state: String
    let version: Int64
    let json: JSONValue

    init(_ row: Row, _ language: Language) throws {
        func id(_ index: Int) throws -> JSONValue {
            try row.getOptional(index, as: UUID.self).map { .string(ID<Never>($0).description) } ?? .null
        }
        func text(_ index: Int) throws -> JSONValue { try row.getOptional(index, as: String.self).map { .string($0) } ?? .null }
        func number(_ index: Int) throws -> JSONValue { try row.getOptional(index, as: Int64.self).map { .integer($0) } ?? .null }
        func time(_ index: Int) throws -> JSONValue {
            try row.getOptional(index, as: Instant.self).map { .string($0.description) } ?? .null
        }
        self.id = try row.get(0)
        at = try row.get(4)
        state = try row.get(3)
        version = try row.get(18)
        let kind: String = try row.get(1)
        json = [
            "id": try id(0), "kind": .string(kind), "title": .string(AlertKind.named(kind)?.title[language] ?? kind),
            "severity": try text(2), "state": try text(3), "at": try time(4), "subjectId": try id(5), "customerId": try id(6),
            "eventId": try id(7), "eventAt": try time(8), "observed": try number(9), "threshold": try number(10),
            "acknowledgedBy": try id(11), "acknowledgedAt": try time(12), "note": try text(13), "closedBy": try id(14),
            "closedAt": try time(15), "closingNote": try text(16), "verdict": try text(17), "version": .integer(version),
        ]
    }
}
