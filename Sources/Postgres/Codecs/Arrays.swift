public import FoundationEssentials

/// An element of an SQL array. A type that is `SQLEncodable` conforms with an empty extension.
public protocol SQLArrayElement: Sendable {
    /// The type of an array of these.
    static var postgresArrayType: PostgresType { get }

    /// Appends a whole array: header, then each element with its length.
    static func encode(array: [Self], into buffer: inout [UInt8])

    /// The element's own type, for the header.
    static var postgresElementType: PostgresType { get }

    /// Appends one element: its length in four bytes (-1 for NULL), then its bytes.
    func encodeElement(into buffer: inout [UInt8])
}

extension SQLArrayElement {
    /// One dimension, lower bound 1 (`array_recv` of PostgreSQL's source).
    public static func encode(array: [Self], into buffer: inout [UInt8]) {
        buffer.append(bigEndian: Int32(array.isEmpty ? 0 : 1))
        buffer.append(bigEndian: Int32(1))  // may hold NULLs; the server looks itself
        buffer.append(bigEndian: postgresElementType.oid)
        if array.isEmpty { return }
        buffer.append(bigEndian: Int32(truncatingIfNeeded: array.count))
        buffer.append(bigEndian: Int32(1))
        for element in array { element.encodeElement(into: &buffer) }
    }
}

extension SQLArrayElement where Self: SQLEncodable {
    /// The array type of `postgresType`.
    public static var postgresArrayType: PostgresType { postgresType.array }
    /// `postgresType`
    public static var postgresElementType: PostgresType { postgresType }

    /// Length and bytes.
    public func encodeElement(into buffer: inout [UInt8]) {
        let start = buffer.count
        buffer.append(bigEndian: Int32(0))
        encode(into: &buffer)
        let length = UInt32(truncatingIfNeeded: buffer.count - start - 4)
        for byte in 0..<4 { buffer[start + byte] = UInt8(truncatingIfNeeded: length >> (24 - 8 * byte)) }
    }
}

extension Bool: SQLArrayElement {}
extension Int16: SQLArrayElement {}
extension Int32: SQLArrayElement {}
extension Int64: SQLArrayElement {}
extension Int: SQLArrayElement {}
extension Double: SQLArrayElement {}
extension String: SQLArrayElement {}
extension UUID: SQLArrayElement {}
extension [UInt8]: SQLArrayElement {}

extension Optional: SQLArrayElement where Wrapped: SQLArrayElement {
    /// NULLs do not change the type.
    public static var postgresArrayType: PostgresType { Wrapped.postgresArrayType }
    /// NULLs do not change the type.
    public static var postgresElementType: PostgresType { Wrapped.postgresElementType }

    /// The element, or the length -1.
    public func encodeElement(into buffer: inout [UInt8]) {
        if let self { self.encodeElement(into: &buffer) } else { buffer.append(bigEndian: Int32(-1)) }
    }
}

/// Bytes are the one array that is not an SQL array: `[UInt8]` is `bytea`.
extension UInt8: SQLArrayElement {
    /// `bytea`
    public static var postgresArrayType: PostgresType { .bytea }
    /// `bytea` has no elements; never asked for.
    public static var postgresElementType: PostgresType { .unspecified }

    /// The bytes themselves.
    public static func encode(array: [UInt8], into buffer: inout [UInt8]) {
        buffer.append(contentsOf: array)
    }

    /// The byte itself; never asked for.
    public func encodeElement(into buffer: inout [UInt8]) {
        buffer.append(self)
    }
}

extension Array: SQLEncodable where Element: SQLArrayElement {
    /// The array type of the element; `bytea` for bytes.
    public static var postgresType: PostgresType { Element.postgresArrayType }

    /// An SQL array of one dimension; the bytes themselves for bytes.
    public func encode(into buffer: inout [UInt8]) {
        Element.encode(array: self, into: &buffer)
    }
}

/// An element that an SQL array can be read into. A type that is `SQLDecodable` conforms with an empty extension.
public protocol SQLArrayDecodable: Sendable {
    /// Reads a whole array.
    static func decodeArray(_ bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) -> [Self]

    /// Reads one element; nil is NULL.
    init(element bytes: UnsafeRawBufferPointer?, type: PostgresType) throws(PostgresError)
}

extension SQLArrayDecodable {
    /// One dimension or none; every length is checked against the bytes that are there.
    public static func decodeArray(
        _ bytes: UnsafeRawBufferPointer, type: PostgresType
    ) throws(PostgresError) -> [Self] {
        var rest = unsafe bytes[...]
        func integer() throws(PostgresError) -> Int {
            guard unsafe rest.count >= 4 else { throw .undecodable(type, as: [Self].self) }
            let word = unsafe rest.prefix(4)
            unsafe rest = rest.dropFirst(4)
            return unsafe Int(try UnsafeRawBufferPointer(rebasing: word).bigEndianInteger(as: Int32.self))
        }
        let dimensions = try integer()
        _ = try integer()
        let element = PostgresType(oid: UInt32(truncatingIfNeeded: try integer()))
        // Every array type we read knows its element: a scalar column never passes for an array by accident.
        guard element.array == type || element.array == .unspecified else { throw .undecodable(type, as: [Self].self) }
        if dimensions == 0 { return [] }
        let count = try integer()
        _ = try integer()
        guard dimensions == 1, count >= 0, unsafe count <= rest.count / 4 else {
            throw .undecodable(type, as: [Self].self)
        }
        var array: [Self] = []
        array.reserveCapacity(count)
        for _ in 0..<count {
            let length = try integer()
            if length < 0 {
                array.append(unsafe try Self(element: nil, type: element))
                continue
            }
            guard unsafe length <= rest.count else { throw .undecodable(type, as: [Self].self) }
            array.append(
                unsafe try Self(element: UnsafeRawBufferPointer(rebasing: rest.prefix(length)), type: element))
            unsafe rest = rest.dropFirst(length)
        }
        return array
    }
}

extension SQLArrayDecodable where Self: SQLDecodable {
    /// A NULL element throws `.unexpectedNull`; read `[T?]` where there may be some.
    public init(element bytes: UnsafeRawBufferPointer?, type: PostgresType) throws(PostgresError) {
        guard let bytes = unsafe bytes else { throw PostgresError(.unexpectedNull) }
        unsafe try self.init(postgres: bytes, type: type)
    }
}

extension Bool: SQLArrayDecodable {}
extension Int16: SQLArrayDecodable {}
extension Int32: SQLArrayDecodable {}
extension Int64: SQLArrayDecodable {}
extension Int: SQLArrayDecodable {}
extension Double: SQLArrayDecodable {}
extension String: SQLArrayDecodable {}
extension UUID: SQLArrayDecodable {}
extension [UInt8]: SQLArrayDecodable {}

extension Optional: SQLArrayDecodable where Wrapped: SQLArrayDecodable {
    /// nil for NULL.
    public init(element bytes: UnsafeRawBufferPointer?, type: PostgresType) throws(PostgresError) {
        if let bytes = unsafe bytes { self = unsafe try Wrapped(element: bytes, type: type) } else { self = nil }
    }
}

extension UInt8: SQLArrayDecodable {
    /// The bytes of `bytea`.
    public static func decodeArray(
        _ bytes: UnsafeRawBufferPointer, type: PostgresType
    ) throws(PostgresError) -> [UInt8] {
        guard type == .bytea else { throw .undecodable(type, as: [UInt8].self) }
        return unsafe [UInt8](bytes)
    }

    /// `bytea` has no elements; never asked for.
    public init(element bytes: UnsafeRawBufferPointer?, type: PostgresType) throws(PostgresError) {
        throw .undecodable(type, as: UInt8.self)
    }
}

extension Array: SQLDecodable where Element: SQLArrayDecodable {
    /// Reads an SQL array of one dimension; `bytea` for bytes.
    public init(postgres bytes: UnsafeRawBufferPointer, type: PostgresType) throws(PostgresError) {
        self = unsafe try Element.decodeArray(bytes, type: type)
    }
}
