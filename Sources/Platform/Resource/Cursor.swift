internal import FoundationEssentials
internal import JSON
internal import Vault

/// Where a list goes on: the last row's sort value and id. Sealed under the tenant's key and bound to the user and the query,
/// so it tells its holder nothing and serves nobody else.
struct Cursor: Sendable {
    /// The sort value as the database's binary bytes' text form; nil where the value was NULL.
    let value: String?
    let id: UUID

    /// Opaque text for the caller.
    func sealed(keys: TenantKeys, user: ID<User>, query: String) throws -> String {
        let content: JSONValue = [value.map { .string($0) } ?? .null, .string(id.uuidString)]
        return Base64URL.encode(try keys.sealing("cursor").seal(content.serialized, for: Cursor.place(keys, user, query)))
    }

    /// Reads it back; `request.invalid` when it is not one of this user's for this query.
    init(opening text: String, keys: TenantKeys, user: ID<User>, query: String) throws {
        guard text.utf8.count <= 1024, let sealed = Base64URL.decode(text),
            let plain = try? keys.sealing("cursor").open(sealed, for: Cursor.place(keys, user, query)),
            let content = try? JSONParser.parse(plain), let id = content[1]?.string.flatMap({ UUID(uuidString: $0) })
        else { throw Failure.invalid([Violation(pointer: "/cursor", code: "not_allowed")]) }
        value = content[0]?.string
        self.id = id
    }

    init(value: String?, id: UUID) {
        self.value = value
        self.id = id
    }

    private static func place(_ keys: TenantKeys, _ user: ID<User>, _ query: String) -> AssociatedData {
        AssociatedData(tenant: keys.tenant.uuid, table: "cursor", column: query, row: user.uuid)
    }
}
