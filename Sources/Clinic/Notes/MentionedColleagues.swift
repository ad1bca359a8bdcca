public import FoundationEssentials
public import JSON
internal import Platform
internal import Postgres

/// The colleagues whom a note is meant for: they are told at once, and find it in their list as long as they may read it.
public struct MentionedColleagues: Sendable {
    /// The most that a note mentions: who means everybody means nobody.
    public static let most = 20

    /// As the request names them.
    public let users: [UUID]

    public init(_ users: [UUID]) {
        self.users = users
    }

    /// Reads `mentions`; nil where a request does not name it, nobody where it is null.
    public init?(reading payload: PayloadReader) {
        guard payload.has("mentions") else { return nil }
        self.init(payload.isNull("mentions") ? [] : payload.uuids("mentions", max: MentionedColleagues.most))
    }

    /// That each of them works here and may read this note, by what he is granted and what is shared with him: not by an emergency, which
    /// ends within the hour.
    ///
    /// - Parameter known: whom the note mentions already.
    /// - Throws: `request.invalid` with `not_allowed` for each other; whether he is not there, has left or may not read, it is the same.
    func check(
        beside known: Set<UUID>, of note: ID<Note>, as actor: Actor, crossings: Crossings, at now: Instant, in tx: Transaction
    ) throws {
        let added = Set(users).subtracting(known)
        guard !added.isEmpty else { return }
        let working = Set(
            try tx.execute(MentionQueries.working(Array(added), tenant: actor.tenant)).map { try $0.get(0, as: UUID.self) })
        var readers: Set<UUID> = []
        for user in working where try MentionedColleagues.mayRead(note, ID(user), as: actor, crossings: crossings, at: now, in: tx) {
            readers.insert(user)
        }
        let violations = users.enumerated().filter { added.contains($0.element) && !readers.contains($0.element) }.map {
            Violation(pointer: "/mentions/\($0.offset)", code: "not_allowed")
        }
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    /// Writes who is new and forgets who is no longer named; each of them is told. Who stays has read it or has not, as before.
    func write(to note: ID<Note>, instead known: Set<UUID>, as actor: Actor, at now: Instant, in tx: Transaction) {
        let added = Set(users).subtracting(known).sorted()
        let dropped = known.subtracting(users).sorted()
        if !added.isEmpty { tx.enqueue(MentionQueries.add(added, to: note, at: now, tenant: actor.tenant)) }
        if !dropped.isEmpty { tx.enqueue(MentionQueries.drop(dropped, from: note, tenant: actor.tenant)) }
        for user in added + dropped { Change.tell("mention", to: ID(user), of: actor.tenant, in: tx) }
    }

    /// For the trail: who is mentioned, as the field's value.
    static func value(_ users: some Collection<UUID>) -> JSONValue {
        users.isEmpty ? .null : .string(users.map { $0.uuidString.lowercased() }.sorted().joined(separator: ","))
    }

    /// The trail's difference with who was and is mentioned, where that is not the same.
    static func joining(_ old: JSONValue, _ new: JSONValue, to difference: JSONValue) -> JSONValue {
        guard old != new, var changes = difference["changes"]?.object else { return difference }
        changes["note.mentions"] = ["from": old, "to": new]
        return ["changes": .object(changes)]
    }

    /// Asked with his rights in the transaction of the one who writes, who sees the note himself.
    private static func mayRead(
        _ note: ID<Note>, _ user: ID<User>, as actor: Actor, crossings: Crossings, at now: Instant, in tx: Transaction
    ) throws -> Bool {
        let rights = try RightsLoader.load(user, of: actor.tenant, at: now, crossings: crossings, in: tx).rights
        let person = Actor(
            person: user, named: "", of: actor.tenant, session: ID(user.uuid), rights: rights, request: actor.request, address: nil)
        let view = rights.view(of: Note.resource)
        guard let body = Note.resource.position(of: "body") else { return false }
        let (listed, clear) = (MentionQueries.portions(of: view), view.bits(of: body, atLeast: .read) & ~view.bitsOpened)
        guard listed != 0, clear != 0 else { return false }
        return try !tx.execute(
            """
            select 1 from \(Note.resource.source) where t.tenant_id = \(actor.tenant) and t.id = \(note) \
            and \(view.condition(listed, for: person, at: now)) and \(view.condition(clear, for: person, at: now))
            """
        ).isEmpty
    }
}
