internal import FoundationEssentials
public import Platform
internal import Postgres

/// What lane and level-change ids name.
public enum CustomerLane {}
public enum LevelChange {}

extension CustomerLane {
    public static let lanes = ["consultant", "assistant", "doctor", "nurse", "follow_up", "developer"]

    /// Who looked after a customer, in which lane, from when until when.
    public static let resource = Resource(
        name: "lane", table: "app.customer_lane", tableIdentifier: "app.customer_lane",
        source: "app.customer_lane t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        isVersioned: false, read: .readCustomer, defaultSort: "since",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field(
                "lane", "lane", .choice(lanes), .internal, writing: .server, uses: [.filter], label: LocalizedText("分工", "Lane")),
            Field("userId", "user_id", .id(of: "user"), .internal, writing: .server, uses: [.filter], label: LocalizedText("员工", "Person")),
            Field("since", "since", .instant, .internal, writing: .server, uses: [.sort], label: LocalizedText("自", "Since")),
            Field("until", "until", .instant, .internal, writing: .server, label: LocalizedText("至", "Until")),
            Field("setBy", "set_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("设置人", "Set by")),
        ])
}

extension LevelChange {
    /// How a customer's level went.
    public static let resource = Resource(
        name: "level_change", table: "app.customer_level_change", tableIdentifier: "app.customer_level_change",
        source: "app.customer_level_change t join app.customer c on c.tenant_id = t.tenant_id and c.id = t.customer_id",
        scope: Resource.Scope(alias: "c", branch: "home_branch_id", owner: "owner_id", customer: "id", closing: Customer.closing("c")),
        isVersioned: false, read: .readCustomer, defaultSort: "at",
        fields: [
            Field("id", "id", .id(of: nil), .internal, writing: .server, label: LocalizedText("标识", "Id")),
            Field("from", "from_level", .choice(Customer.levels), .internal, writing: .server, label: LocalizedText("原等级", "From")),
            Field("to", "to_level", .choice(Customer.levels), .internal, writing: .server, label: LocalizedText("新等级", "To")),
            Field("at", "at", .instant, .internal, writing: .server, uses: [.sort], label: LocalizedText("时间", "At")),
            Field("changedBy", "changed_by", .id(of: "user"), .internal, writing: .server, label: LocalizedText("操作人", "Changed by")),
        ])
}

/// Writes down what changed, whoever changes it: also what hands customers over or moves many at once.
enum CustomerHistory {
    /// The level became another.
    static func level(
        of customer: UUID, branch: UUID, from: String, to: String, as actor: Actor, at now: Instant
    ) -> SQL {
        """
        insert into app.customer_level_change (tenant_id, id, customer_id, branch_id, from_level, to_level, at, changed_by)
        values (\(actor.tenant), \(ID<LevelChange>.new(at: now)), \(customer), \(branch), \(from), \(to), \(now), \(value: actor.user))
        """
    }

    /// A lane goes to somebody else, or to nobody. The lane `consultant` is written by the database, with the owner.
    static func lane(
        _ lane: String, of customer: UUID, branch: UUID, to user: UUID?, as actor: Actor, at now: Instant
    ) -> [SQL] {
        let tenant = actor.tenant
        let ended: SQL = """
            update app.customer_lane set until = greatest(since, \(now)) where tenant_id = \(tenant) and customer_id = \(customer)
            and lane = \(lane) and until is null
            """
        guard let user else { return [ended] }
        return [
            ended,
            """
            insert into app.customer_lane (tenant_id, id, customer_id, branch_id, lane, user_id, since, set_by)
            values (\(tenant), \(ID<CustomerLane>.new(at: now)), \(customer), \(branch), \(lane), \(user), \(now), \(value: actor.user))
            """,
        ]
    }
}
