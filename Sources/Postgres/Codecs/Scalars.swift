public import FoundationEssentials

extension Bool: SQLEncodable, SQLDecodable {
    /// `boolean`
    public static var postgresType: PostgresType { .bool }

    /// One byte, 0 or 1.
    public func encode(into buffer: inout [UInt8]) {
        buffer.append(self ? 1 : 0)
    }

    /// Reads `boolean`.
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        guard type == .bool, bytes.count == 1 else { throw .undecodable(type, as: Bool.self) }
        self = unsafe bytes[0] != 0
    }
}

extension Int16: SQLEncodable, SQLDecodable {
    /// `smallint`
    public static var postgresType: PostgresType { .int2 }
}

extension Int32: SQLEncodable, SQLDecodable {
    /// `integer`
    public static var postgresType: PostgresType { .int4 }
}

extension Int64: SQLEncodable, SQLDecodable {
    /// `bigint`
    public static var postgresType: PostgresType { .int8 }
}

extension Int: SQLEncodable, SQLDecodable {
    /// `bigint`
    public static var postgresType: PostgresType { .int8 }
}

extension FixedWidthInteger where Self: Sendable {
    /// Network byte order.
    public func encode(into buffer: inout [UInt8]) {
        buffer.append(bigEndian: self)
    }

    /// Reads any of PostgreSQL's integers that fits.
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        let wide: Int64
        switch type {
        case .int2: wide = unsafe Int64(try bytes.bigEndianInteger(as: Int16.self))
        case .int4: wide = unsafe Int64(try bytes.bigEndianInteger(as: Int32.self))
        case .int8, .xid8: wide = unsafe try bytes.bigEndianInteger(as: Int64.self)
        case .oid: wide = unsafe Int64(try bytes.bigEndianInteger(as: UInt32.self))
        default: throw .undecodable(type, as: Self.self)
        }
        guard let value = Self(exactly: wide) else { throw .undecodable(type, as: Self.self) }
        self = value
    }
}

extension Double: SQLEncodable, SQLDecodable {
    /// `double precision`
    public static var postgresType: PostgresType { .float8 }

    /// IEEE 754 in network byte order.
    public func encode(into buffer: inout [UInt8]) {
        buffer.append(bigEndian: bitPattern)
    }

    /// Reads `double precision` and `real`.
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        switch type {
        case .float8: self = unsafe Double(bitPattern: try bytes.bigEndianInteger())
        case .float4: self = unsafe Double(Float(bitPattern: try bytes.bigEndianInteger()))
        default: throw .undecodable(type, as: Double.self)
        }
    }
}

extension String: SQLEncodable, SQLDecodable {
    /// `text`; write `\(value)::inet` or `::jsonb` where the column is of another type.
    public static var postgresType: PostgresType { .text }

    /// UTF-8. PostgreSQL refuses U+0000 with 22021.
    public func encode(into buffer: inout [UInt8]) {
        buffer.append(contentsOf: utf8)
    }

    /// Reads the text types, `json` and `jsonb`.
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        var text = unsafe bytes[...]
        switch type {
        case .text, .varchar, .bpchar, .name, .json, .unknown, .char: break
        case .jsonb:
            guard unsafe text.first == 1 else { throw .undecodable(type, as: String.self) }
            unsafe text.removeFirst()
        default: throw .undecodable(type, as: String.self)
        }
        guard let string = unsafe String(validating: text, as: UTF8.self) else {
            throw .undecodable(type, as: String.self)
        }
        self = string
    }
}

extension UUID: SQLEncodable, SQLDecodable {
    /// `uuid`
    public static var postgresType: PostgresType { .uuid }

    /// Sixteen bytes.
    public func encode(into buffer: inout [UInt8]) {
        let u = uuid
        buffer.append(contentsOf: [
            u.0, u.1, u.2, u.3, u.4, u.5, u.6, u.7, u.8, u.9, u.10, u.11, u.12, u.13, u.14, u.15,
        ])
    }

    /// Reads `uuid`.
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        guard type == .uuid, bytes.count == 16 else { throw .undecodable(type, as: UUID.self) }
        self.init(uuid: unsafe bytes.loadUnaligned(as: uuid_t.self))
    }
}
