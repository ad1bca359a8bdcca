internal import FoundationEssentials
internal import JSON
internal import Postgres
internal import Vault

/// Something that the compliance officer is told of, and what came of it.
public enum Alert {
    /// The columns that ``AlertRow`` reads.
    static let columns: SQL = """
        id, kind, severity, state, at, subject_id, customer_id, event_id, event_at, observed, threshold, acknowledged_by, \
        acknowledged_at, note_sealed, closed_by, closed_at, closing_note_sealed, verdict, version
        """
    static let states = ["open", "acknowledged", "closed"]
    static let verdicts = ["harmless", "mistake", "incident"]

    /// What is noted when one is taken up, and when it is closed: of whom it is about, whoever that turned out to be. Under a key of the tenant's, as
    /// the trail is: it has to be answered for after an erasure too.
    static let note: SQLIdentifier = "note_sealed"
    static let closingNote: SQLIdentifier = "closing_note_sealed"
    private static let table: SQLIdentifier = "app.alert"
    private static let houseKey = "alert"

    /// For the rotation of keys.
    public static let secrets: [TenantSecret] = [note, closingNote].map { .column($0, of: table, label: houseKey) }

    /// What stood in clear before.
    public static let clearTexts = [
        ClearText("note", as: note, of: table, houseKey: houseKey),
        ClearText("closing_note", as: closingNote, of: table, houseKey: houseKey),
    ]

    static func sealed(_ text: String, _ column: SQLIdentifier, of alert: UUID, keys: TenantKeys) throws -> [UInt8] {
        try keys.sealing(houseKey).seal(Array(text.utf8), for: place(column, alert, keys))
    }

    static func opened(_ cell: [UInt8]?, _ column: SQLIdentifier, of alert: UUID, keys: TenantKeys) throws -> String? {
        try cell.map { String(decoding: try keys.sealing(houseKey).open($0, for: place(column, alert, keys)), as: UTF8.self) }
    }

    private static func place(_ column: SQLIdentifier, _ alert: UUID, _ keys: TenantKeys) -> AssociatedData {
        AssociatedData(tenant: keys.tenant.uuid, table: table.name, column: column.name, row: alert)
    }
}

/// A row of `app.alert` as the API gives it.
struct AlertRow: Sendable {
    let id: UUID
    let at: Instant
    let state: String
    let version: Int64
    let json: JSONValue

    init(_ row: Row, _ language: Language, keys: TenantKeys) throws {
        func id(_ index: Int) throws -> JSONValue {
            try row.getOptional(index, as: UUID.self).map { .string(ID<Never>($0).description) } ?? .null
        }
        func text(_ index: Int) throws -> JSONValue { try row.getOptional(index, as: String.self).map { .string($0) } ?? .null }
        func said(_ index: Int, _ column: SQLIdentifier) throws -> JSONValue {
            try Alert.opened(row.getOptional(index), column, of: row.get(0), keys: keys).map { .string($0) } ?? .null
        }
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
            "acknowledgedBy": try id(11), "acknowledgedAt": try time(12), "note": try said(13, Alert.note), "closedBy": try id(14),
            "closedAt": try time(15), "closingNote": try said(16, Alert.closingNote), "verdict": try text(17), "version": .integer(version),
        ]
    }
}
