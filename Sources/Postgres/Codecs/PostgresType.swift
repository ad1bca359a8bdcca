/// A type of PostgreSQL, by its object id. The built-in ids never change (`pg_type.dat` of PostgreSQL's source).
public struct PostgresType: Sendable, Hashable {
    /// The id in `pg_type`; 0 leaves the choice to the server.
    public var oid: UInt32

    /// A type by its id.
    public init(oid: UInt32) {
        self.oid = oid
    }

    /// Chosen by the server.
    public static let unspecified = PostgresType(oid: 0)
    /// `boolean`
    public static let bool = PostgresType(oid: 16)
    /// `bytea`
    public static let bytea = PostgresType(oid: 17)
    /// `"char"`: one byte
    public static let char = PostgresType(oid: 18)
    /// `name`
    public static let name = PostgresType(oid: 19)
    /// `bigint`
    public static let int8 = PostgresType(oid: 20)
    /// `smallint`
    public static let int2 = PostgresType(oid: 21)
    /// `integer`
    public static let int4 = PostgresType(oid: 23)
    /// `text`
    public static let text = PostgresType(oid: 25)
    /// `oid`
    public static let oid = PostgresType(oid: 26)
    /// `json`
    public static let json = PostgresType(oid: 114)
    /// `real`
    public static let float4 = PostgresType(oid: 700)
    /// `double precision`
    public static let float8 = PostgresType(oid: 701)
    /// A literal whose type was never resolved
    public static let unknown = PostgresType(oid: 705)
    /// `inet`
    public static let inet = PostgresType(oid: 869)
    /// `character(n)`
    public static let bpchar = PostgresType(oid: 1042)
    /// `varchar`
    public static let varchar = PostgresType(oid: 1043)
    /// `date`: days since 2000-01-01, four bytes
    public static let date = PostgresType(oid: 1082)
    /// `time`: microseconds since midnight, eight bytes
    public static let time = PostgresType(oid: 1083)
    /// `timestamp`
    public static let timestamp = PostgresType(oid: 1114)
    /// `timestamptz`: microseconds since 2000-01-01T00:00Z, eight bytes
    public static let timestamptz = PostgresType(oid: 1184)
    /// `interval`
    public static let interval = PostgresType(oid: 1186)
    /// `numeric`
    public static let numeric = PostgresType(oid: 1700)
    /// `void`
    public static let void = PostgresType(oid: 2278)
    /// `uuid`
    public static let uuid = PostgresType(oid: 2950)
    /// `jsonb`: a version byte, then JSON text
    public static let jsonb = PostgresType(oid: 3802)
    /// `xid8`
    public static let xid8 = PostgresType(oid: 5069)

    /// `boolean[]`
    public static let boolArray = PostgresType(oid: 1000)
    /// `bytea[]`
    public static let byteaArray = PostgresType(oid: 1001)
    /// `smallint[]`
    public static let int2Array = PostgresType(oid: 1005)
    /// `integer[]`
    public static let int4Array = PostgresType(oid: 1007)
    /// `text[]`
    public static let textArray = PostgresType(oid: 1009)
    /// `bigint[]`
    public static let int8Array = PostgresType(oid: 1016)
    /// `double precision[]`
    public static let float8Array = PostgresType(oid: 1022)
    /// `inet[]`
    public static let inetArray = PostgresType(oid: 1041)
    /// `date[]`
    public static let dateArray = PostgresType(oid: 1182)
    /// `timestamptz[]`
    public static let timestamptzArray = PostgresType(oid: 1185)
    /// `uuid[]`
    public static let uuidArray = PostgresType(oid: 2951)
    /// `jsonb[]`
    public static let jsonbArray = PostgresType(oid: 3807)

    /// The type of an array of this one, for the types named above; `unspecified` for others.
    public var array: PostgresType {
        switch self {
        case .bool: .boolArray
        case .bytea: .byteaArray
        case .int2: .int2Array
        case .int4: .int4Array
        case .int8: .int8Array
        case .text: .textArray
        case .float8: .float8Array
        case .inet: .inetArray
        case .date: .dateArray
        case .timestamptz: .timestamptzArray
        case .uuid: .uuidArray
        case .jsonb: .jsonbArray
        default: .unspecified
        }
    }
}
