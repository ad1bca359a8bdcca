public import FoundationEssentials
public import Postgres

/// A UUIDv7 that knows what it names, so that a customer's id cannot be passed where a user's is meant.
///
/// Ids are made in the server (a database default would not be known before the insert) and ascend with time, which keeps
/// the B-trees that they lead compact.
public struct ID<Entity>: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The raw identifier.
    public let uuid: UUID

    /// Wraps an identifier that came from the database or from a request.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Reads the canonical text form, 8-4-4-4-12 hexadecimal digits; nil for anything else.
    public init?(_ text: some StringProtocol) {
        guard let uuid = UUID(canonical: text) else { return nil }
        self.init(uuid)
    }

    /// A new identifier: 48 bits of milliseconds, then 74 random bits (RFC 9562, version 7).
    public static func new(at instant: Instant) -> ID {
        let milliseconds = UInt64(bitPattern: instant.microseconds / 1000)
        var random = SystemRandomNumberGenerator()
        let (high, low) = (random.next() as UInt64, random.next() as UInt64)
        let first = milliseconds << 16 | 0x7000 | (high & 0x0fff)
        let second = 0x8000_0000_0000_0000 | (low & 0x3fff_ffff_ffff_ffff)
        return ID(high: first, low: second)
    }

    /// An identifier from its two big-endian halves.
    public init(high: UInt64, low: UInt64) {
        func byte(_ value: UInt64, _ index: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: value >> (56 - 8 * index)) }
        uuid = UUID(
            uuid: (
                byte(high, 0), byte(high, 1), byte(high, 2), byte(high, 3), byte(high, 4), byte(high, 5), byte(high, 6), byte(high, 7),
                byte(low, 0), byte(low, 1), byte(low, 2), byte(low, 3), byte(low, 4), byte(low, 5), byte(low, 6), byte(low, 7)
            ))
    }

    /// Canonical lower-case text.
    public var description: String { uuid.canonical }

    /// Orders by bytes, which for UUIDv7 is by time of creation, and is PostgreSQL's order too.
    public static func < (left: ID, right: ID) -> Bool {
        withUnsafeBytes(of: left.uuid.uuid) { a in
            withUnsafeBytes(of: right.uuid.uuid) { b in a.lexicographicallyPrecedes(b) }
        }
    }
}

extension ID: SQLEncodable {
    public static var postgresType: PostgresType { .uuid }

    public func encode(into buffer: inout [UInt8]) { uuid.encode(into: &buffer) }
}

extension ID: SQLDecodable {
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        uuid = try UUID(postgres: bytes, type: type)
    }
}

/// What tenant ids name: one clinic chain, or the deployment itself.
public enum Tenant {}
/// What user ids name: one person who signs in.
public enum User {}
/// What unit ids name: chain, region, branch or department.
public enum Unit {}
/// What session ids name.
public enum Session {}
/// What role ids name.
public enum Role {}
/// What grant ids name.
public enum Grant {}
