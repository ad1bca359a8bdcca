public import Postgres

extension Transaction {
    /// Does a part of a person's work as the system of his tenant, and goes on as the person: what a question needs to know and he need not
    /// (whether somebody is taken in another branch) is answered without his seeing it. What the part gives back is the caller's matter.
    ///
    /// When the part throws, the transaction, or the savepoint around this, has to end with it: the context stays the system's.
    public func asSystem<Value>(for actor: Actor, _ body: () throws -> Value) rethrows -> Value {
        enter(Actor.system(of: actor.tenant, request: actor.request, address: actor.address))
        let value = try body()
        // A context only says what it opens; what the system's own has opened is closed first.
        enqueue("select set_config('app.all_branches', '', true), set_config('app.sees_blocked', '', true)")
        enter(actor)
        return value
    }
}
