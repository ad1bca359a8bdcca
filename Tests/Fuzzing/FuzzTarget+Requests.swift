@testable internal import Clinic
internal import FoundationEssentials
internal import HTTPTypes
internal import JSON
@testable internal import Platform
internal import Postgres
internal import Vault

extension FuzzTarget {
    private static let catalog = PermissionCatalog([CustomerPermissions.permissions])
    private static let everything = Rights.everything(in: catalog).view(of: Customer.resource)
    private static let nothing = Rights.none.view(of: Customer.resource)
    private static let keys: TenantKeys? = try? TenantKeys(
        tenant: ID(high: 1, low: 1), suite: .aes256GCM,
        keys: [.data, .index].map { StoredKeys.Key(purpose: $0, version: 1, state: .active, suite: .aes256GCM, key: .random()) },
        shares: nil)

    static let requestTargets: [FuzzTarget] = [
        FuzzTarget(name: "query") { bytes in
            guard let query = try? Query(parsing: String(decoding: bytes, as: UTF8.self)[...]) else { return }
            for (name, value) in query.all {
                try promise(!name.utf8.contains(0) && !value.utf8.contains(0), "a zero byte came through")
            }
        },
        // A list's parameters. Values never stand in the text of the SQL.
        FuzzTarget(name: "list") { bytes in
            guard let query = try? Query(parsing: String(decoding: bytes, as: UTF8.self)[...]) else { return }
            if let list = try? ListQuery(query, on: everything) {
                try promise((1...ListQuery.maximumLimit).contains(list.limit), "a page beyond the limit")
                try promise(list.fields.allSatisfy(Customer.resource.fields.indices.contains), "a field that is none")
                for filter in list.filters { try promise(!filter.condition(SystemClock().now()).isEmpty, "a filter without a condition") }
            }
            if let list = try? ListQuery(query, on: nothing) {
                try promise(list.filters.isEmpty, "who has no right filters")
            }
        },
        FuzzTarget(name: "cursor") { bytes in
            guard let keys else { throw Broken("keys of this target") }
            let (user, other) = (ID<User>(high: 2, low: 2), ID<User>(high: 2, low: 3))
            // As it comes, and as the content of a cursor that is genuine.
            if (try? Cursor(opening: String(decoding: bytes, as: UTF8.self), keys: keys, user: user, query: "q")) != nil {
                throw Broken("a forged cursor was taken")
            }
            let value = String(decoding: bytes.prefix(256), as: UTF8.self)
            let text = try Cursor(value: value, id: UUID()).sealed(keys: keys, user: user, query: "q")
            if text.utf8.count <= 1024 {
                try promise(try Cursor(opening: text, keys: keys, user: user, query: "q").value == value, "a cursor reads differently")
            }
            try promise((try? Cursor(opening: text, keys: keys, user: other, query: "q")) == nil, "a cursor serves somebody else")
            try promise((try? Cursor(opening: text, keys: keys, user: user, query: "r")) == nil, "a cursor serves another list")
        },
        // Header lines with LF between them: what HTTP's parser lets through, and more.
        FuzzTarget(name: "headers") { bytes in
            var headers = HTTPFields()
            for line in bytes.split(separator: UInt8(ascii: "\n")).prefix(50) {
                let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
                guard parts.count == 2, let name = HTTPField.Name(String(decoding: parts[0], as: UTF8.self)) else { continue }
                headers.append(HTTPField(name: name, value: String(decoding: parts[1], as: UTF8.self)))
            }
            if let credentials = try? Credentials(headers) {
                try promise(credentials.token.utf8.count <= 1024, "a token beyond the limit")
                _ = SessionToken(credentials.token)
                _ = APIKeyToken(credentials.token)
            }
            if let version = try? Preconditions.expectedVersion(headers, required: true) {
                try promise(version >= 0, "a version below zero")
            }
            if let key = try? Preconditions.idempotencyKey(headers, .required) {
                try promise((8...128).contains(key.utf8.count), "a key beyond its limits")
            }
            _ = Edge.language(headers[.acceptLanguage])
            guard let proxy = NetworkAddress("10.0.0.1"), let range = NetworkRange("10.0.0.0/8"), let stranger = NetworkAddress("192.0.2.1")
            else { throw Broken("addresses of this target") }
            try promise(Origin(peer: stranger, headers: headers, trusted: [range]).address == stranger, "a stranger is believed")
            _ = Origin(peer: proxy, headers: headers, trusted: [range])
        },
        FuzzTarget(name: "customer") { bytes in
            guard let body = try? JSONParser.parse(bytes) else { return }
            for creating in [true, false] {
                let reader = PayloadReader(body)
                let changes = FieldChanges(reading: reader, of: everything, creating: creating)
                guard (try? reader.finish()) != nil else { continue }
                for field in changes.fields {
                    try promise(Customer.resource.fields[field].writing != .server, "a field of the server's was taken")
                }
                let blind = PayloadReader(body)
                try promise(
                    FieldChanges(reading: blind, of: nothing, creating: creating).fields.isEmpty, "who may write nothing writes")
            }
        },
    ]
}
