internal import FoundationEssentials
internal import JSON
internal import Platform
internal import Postgres

/// How a customer's code is made of his number: a prefix, parts of the day, and at least so many digits.
struct CustomerNumbering: Sendable, Hashable {
    let unit: ID<Platform.Unit>
    let prefix: String
    /// `none`, `YY`, `YYMM` or `YYMMDD`, of the day in the tenant's time zone; a hyphen stands behind it.
    let datePart: String
    let digits: Int64

    static let dateParts = ["none", "YY", "YYMM", "YYMMDD"]

    /// Reads `{unitId, prefix?, datePart?, digits?}`.
    init(reading payload: PayloadReader) {
        unit = ID(payload.requiredUUID("unitId"))
        let text = payload.text("prefix", min: 0, max: 12) ?? ""
        if text.wholeMatch(of: /([A-Z][A-Z0-9]{0,10}[A-Z-]|[A-Z])?/) == nil { payload.refuse("prefix", "pattern") }
        prefix = text
        datePart = payload.choice("datePart", of: CustomerNumbering.dateParts) ?? "none"
        digits = payload.integer("digits", in: 1...12) ?? 6
    }

    /// The code of a new customer, as an expression: by his branch's own format, or the chain's; NULL where there is none.
    ///
    /// - Parameters:
    ///   - branch, number: expressions of the statement that it stands in.
    static func code(branch: SQL, number: SQL, of tenant: ID<Tenant>, at now: SQL) -> SQL {
        """
        (select f.prefix || case f.date_part when 'none' then '' else to_char(\(now)::timestamptz at time zone s.time_zone, f.date_part) || '-' end
          || lpad((\(number))::text, greatest(f.digits, length((\(number))::text)), '0')
        from app.customer_numbering f join app.tenant_setting s on s.tenant_id = f.tenant_id
        where f.tenant_id = \(tenant) and (f.unit_id = \(branch) or f.is_default) order by f.is_default limit 1)
        """
    }

    /// The formats as `{"data": [{unitId, prefix, datePart, digits}]}`.
    static func list(of tenant: ID<Tenant>) -> SQL {
        """
        select unit_id, prefix, date_part, digits from app.customer_numbering where tenant_id = \(tenant) order by is_default desc, unit_id
        """
    }

    static func json(_ rows: Rows) throws -> JSONValue {
        [
            "data": .array(
                try rows.map { row in
                    [
                        "unitId": .string(try row.get(0, as: UUID.self).uuidString.lowercased()), "prefix": .string(try row[1]),
                        "datePart": .string(try row[2]), "digits": .integer(Int64(try row.get(3, as: Int32.self))),
                    ]
                })
        ]
    }
}

/// Replaces the formats of a tenant; codes that were given stay.
struct ReplaceNumbering: Sendable {
    let formats: [CustomerNumbering]

    init(reading payload: PayloadReader) {
        formats = payload.objects("formats", max: 200).map(CustomerNumbering.init(reading:))
        payload.require("formats")
        if Set(formats.map(\.unit)).count != formats.count { payload.refuse("formats", "duplicate") }
    }

    /// - Throws: `not_allowed` at `/formats` where a unit is not the chain or one of its branches.
    func run(as actor: Actor, keys: TenantKeys, at now: Instant, in tx: Transaction) throws {
        let known = try tx.execute(
            """
            select id, kind = 'chain' from app.unit where tenant_id = \(actor.tenant) and id = any (\(formats.map(\.unit.uuid)))
            and kind in ('chain', 'branch')
            """)
        let chains = Dictionary(try known.map { (try $0.get(0, as: UUID.self), try $0.get(1, as: Bool.self)) }) { first, _ in first }
        guard formats.allSatisfy({ chains[$0.unit.uuid] != nil }) else {
            throw Failure.invalid([Violation(pointer: "/formats", code: "not_allowed")])
        }
        tx.enqueue("delete from app.customer_numbering where tenant_id = \(actor.tenant)")
        for format in formats {
            tx.enqueue(
                """
                insert into app.customer_numbering (tenant_id, unit_id, is_default, prefix, date_part, digits, updated_at, updated_by)
                values (\(actor.tenant), \(format.unit), \(chains[format.unit.uuid] ?? false), \(format.prefix), \(format.datePart),
                  \(Int32(clamping: format.digits)), \(now), \(value: actor.user))
                """)
        }
        let body = formats.map { format -> JSONValue in
            [
                "unitId": .string(format.unit.description), "prefix": .string(format.prefix), "datePart": .string(format.datePart),
                "digits": .integer(format.digits),
            ]
        }
        try AuditTrail.record(
            AuditEvent(.updateSetting, on: "customer_numbering", body: ["formats": .array(body)]), as: actor, keys: keys, at: now, in: tx)
    }
}
