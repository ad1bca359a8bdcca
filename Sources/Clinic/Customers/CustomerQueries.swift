internal import FoundationEssentials
internal import Platform
internal import Postgres

/// The customers' own statements; no rules here.
enum CustomerQueries {
    /// A new row. Every bound value is ready, sealed where it must be.
    static func insert(
        _ id: UUID, number: Int64, branch: UUID, columns: [(SQLIdentifier, SQL)], crmKey: [UInt8], medicalKey: [UInt8], tenant: ID<Tenant>,
        at now: Instant
    ) -> SQL {
        let names = columns.map { SQL($0.0) }.joined(separator: ", ")
        let values = columns.map(\.1).joined(separator: ", ")
        return """
            insert into app.customer (tenant_id, id, number, code, crm_key, medical_key, created_at, updated_at, \(names))
            values (\(tenant), \(id), \(number), \(CustomerNumbering.code(branch: "\(branch)::uuid", number: "\(number)::int8", of: tenant, at: "\(now)")),
              \(crmKey), \(medicalKey), \(now), \(now), \(values))
            """
    }

    /// Changes columns of a row that is locked.
    static func update(_ id: UUID, columns: [(SQLIdentifier, SQL)], tenant: ID<Tenant>, at now: Instant) -> SQL {
        // Where only fields of side tables change there is none.
        let assignments = columns.map { column, value -> SQL in "\(column) = \(value), " }.joined(separator: "")
        return """
            update app.customer set \(assignments)version = version + 1, updated_at = \(now)
            where tenant_id = \(tenant) and id = \(id)
            """
    }

    /// The branch that owns the customer with a phone; asked as the system, across branches.
    static func owner(ofPhone token: [UInt8], version: Int32, tenant: ID<Tenant>) -> SQL {
        """
        select c.home_branch_id, u.name, s.duplicate_answer
        from app.phone_token p
        join app.customer c on c.tenant_id = p.tenant_id and c.id = p.customer_id
        join app.unit u on u.tenant_id = c.tenant_id and u.id = c.home_branch_id
        join app.tenant_setting s on s.tenant_id = c.tenant_id
        where p.tenant_id = \(tenant) and p.key_version = \(version) and p.token = \(token) and p.is_primary
        """
    }

    /// Whether the people and places that a customer is to refer to are there and fit: a branch that is open, a user who is active.
    static func references(branch: UUID?, owner: UUID?, tenant: ID<Tenant>) -> SQL {
        """
        select \(value: branch)::uuid is null or exists (select 1 from app.unit u where u.tenant_id = \(tenant)
          and u.id = \(value: branch) and u.kind = 'branch' and u.state = 'open'),
        \(value: owner)::uuid is null or exists (select 1 from app.user_account a where a.tenant_id = \(tenant)
          and a.id = \(value: owner) and a.state = 'active')
        """
    }

    /// Appends to the customer's timeline.
    static func timeline(
        _ customer: UUID, kind: String, branch: UUID, objectType: String, object: UUID, fields: [String], actor: Actor, at now: Instant
    ) -> SQL {
        """
        insert into app.timeline_event (tenant_id, customer_id, at, id, branch_id, kind, actor_id, object_type, object_id, fields)
        values (\(actor.tenant), \(customer), \(now), \(ID<TimelineEvent>.new(at: now)), \(branch), \(kind), \(value: actor.user), \(objectType),
          \(object), \(fields))
        """
    }
}
