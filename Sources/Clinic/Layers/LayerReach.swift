internal import Platform
internal import Postgres

/// Whose layers somebody may know: the rows that he sees, as far as he may filter by the layer there.
enum LayerReach {
    /// Over `app.customer t`, with the reader's rows: what is counted.
    ///
    /// - Throws: `layer.beyond_rights` where there are no such rows.
    static func counted(for actor: Actor, at now: Instant) throws -> SQL {
        let view = actor.rights.view(of: Customer.resource)
        return view.condition(try bits(view), for: actor, at: now)
    }

    /// The same as a narrowing of the list of customers.
    static func narrowing(for actor: Actor, at now: Instant) throws -> SQL {
        let view = actor.rights.view(of: Customer.resource)
        let bits = try bits(view)
        return bits == view.bits(allowing: .readCustomer) ? "true" : view.condition(bits, for: actor, at: now)
    }

    private static func bits(_ view: ResourceView) throws -> ResourceView.Bits {
        guard let field = view.resource.position(of: "layer") else { throw Failure(.layerBeyondRights) }
        let bits = view.bits(of: field, using: .filter) & view.bits(allowing: .readCustomer)
        guard bits != 0 else { throw Failure(.layerBeyondRights) }
        return bits
    }
}
