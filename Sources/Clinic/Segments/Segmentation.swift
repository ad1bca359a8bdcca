internal import FoundationEssentials
public import Platform
public import Postgres

/// Conditions as somebody asks them: of the rows that he sees, and by nothing that he may not filter by.
public enum Segmentation {
    /// Whether somebody may ask a condition.
    static func mayAsk(_ predicate: Predicate, _ actor: Actor) -> Bool {
        let view = actor.rights.view(of: Customer.resource)
        return predicate.criteria.allSatisfy { $0.mayBeAsked(in: view) }
    }

    /// The condition over `app.customer t`, without the reader's rows: what ``ResourceReader`` narrows a list by. A right to filter that is held
    /// in fewer rows than are seen becomes a condition too.
    ///
    /// - Throws: `segment.beyond_rights` where he may not ask it.
    public static func narrowing(_ predicate: Predicate, for actor: Actor, at now: Instant) throws -> SQL {
        guard mayAsk(predicate, actor) else { throw Failure(.segmentBeyondRights) }
        let view = actor.rights.view(of: Customer.resource)
        let readable = view.bits(allowing: .readCustomer)
        var parts: [SQL] = []
        for field in Set(predicate.criteria.flatMap(\.fields)).sorted() {
            guard let index = view.resource.position(of: field) else { continue }
            let bits = view.bits(of: index, using: .filter) & readable
            if bits != readable { parts.append(view.condition(bits, for: actor, at: now)) }
        }
        parts.append(predicate.sql(at: Moment(now, in: actor.rights.timeZone)))
        return parts.joined(separator: " and ")
    }

    /// The same with the reader's rows: what is counted.
    static func condition(_ predicate: Predicate, for actor: Actor, at now: Instant) throws -> SQL {
        let view = actor.rights.view(of: Customer.resource)
        let visible = view.condition(view.bits(allowing: .readCustomer), for: actor, at: now)
        return "\(visible) and \(try narrowing(predicate, for: actor, at: now))"
    }
}
