/// Reads JSON strictly (RFC 8259) and within limits: well-formed UTF-8, no byte order mark, no duplicate names, no lone
/// surrogates, nothing after the value. Linear in the text's length; it never traps.
///
/// `\u0000` is legal JSON and is read; what reads text for the database refuses it (PostgreSQL cannot store it).
public struct JSONParser {
    private let bytes: UnsafeRawBufferPointer
    private let limits: JSONLimits
    private var index = 0
    private var values = 0
    // Scratch for strings with escapes, kept so that its memory is asked for once.
    private var unescaped: [UInt8] = []

    /// The value that the bytes are.
    public static func parse(
        _ bytes: some Collection<UInt8>, limits: JSONLimits = .default
    ) throws(JSONError) -> JSONValue {
        // Before anything is copied.
        guard bytes.count <= limits.bytes else { throw JSONError(kind: .tooLarge, offset: limits.bytes) }
        let result = bytes.withContiguousStorageIfAvailable { document($0, limits) }
        return try (result ?? Array(bytes).withUnsafeBufferPointer { document($0, limits) }).get()
    }

    private static func document(
        _ bytes: UnsafeBufferPointer<UInt8>, _ limits: JSONLimits
    ) -> Result<JSONValue, JSONError> {
        Result { () throws(JSONError) in
            var parser = JSONParser(bytes: UnsafeRawBufferPointer(bytes), limits: limits)
            return try parser.document()
        }
    }

    private init(bytes: UnsafeRawBufferPointer, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    private mutating func document() throws(JSONError) -> JSONValue {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { throw JSONError(kind: .byteOrderMark, offset: 0) }
        skipSpace()
        let result = try value(depth: 0)
        skipSpace()
        guard index == bytes.count else { throw error(.trailingContent) }
        return result
    }

    // Recursive, and safely so: the depth is bounded by the limits.
    private mutating func value(depth: Int) throws(JSONError) -> JSONValue {
        values += 1
        guard values <= limits.values else { throw error(.tooLarge) }
        guard let byte = peek() else { throw error(.unexpectedEnd) }
        switch byte {
        case UInt8(ascii: "{"): return try object(depth: depth + 1)
        case UInt8(ascii: "["): return try array(depth: depth + 1)
        case UInt8(ascii: "\""): return .string(try string(limit: limits.stringBytes))
        case UInt8(ascii: "t"): return try word("true", .boolean(true))
        case UInt8(ascii: "f"): return try word("false", .boolean(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func array(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= limits.depth else { throw error(.depth) }
        var elements: [JSONValue] = []
        index += 1
        skipSpace()
        if skip("]") { return .array(elements) }
        while true {
            elements.append(try value(depth: depth))
            skipSpace()
            if skip("]") { return .array(elements) }
            try expect(",")
            skipSpace()
        }
    }

    private mutating func object(depth: Int) throws(JSONError) -> JSONValue {
        guard depth <= limits.depth else { throw error(.depth) }
        var members = JSONObject()
        index += 1
        skipSpace()
        if skip("}") { return .object(members) }
        while true {
            guard let quote = peek() else { throw error(.unexpectedEnd) }
            guard quote == UInt8(ascii: "\"") else { throw error(.syntax) }
            let start = index
            let name = try string(limit: limits.keyBytes)
            skipSpace()
            try expect(":")
            skipSpace()
            let value = try value(depth: depth)
            guard members.append(name, value) else { throw JSONError(kind: .duplicateKey, offset: start) }
            skipSpace()
            if skip("}") { return .object(members) }
            try expect(",")
            skipSpace()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for position in 0..<word.utf8CodeUnitCount {
            guard let byte = peek() else { throw error(.unexpectedEnd) }
            guard byte == word.utf8Start[position] else { throw error(.syntax) }
            index += 1
        }
        return value
    }

    private mutating func number() throws(JSONError) -> JSONValue {
        switch JSONNumber.scan(bytes, from: index) {
        case .wrong(let offset):
            throw JSONError(kind: offset < bytes.count ? .syntax : .unexpectedEnd, offset: offset)
        case .number(let end, let isWhole):
            guard end - index <= limits.numberBytes else { throw error(.tooLarge) }
            let text = String(decoding: bytes[index..<end], as: UTF8.self)
            index = end
            // "-0" is not the integer 0: kept as written.
            if isWhole, text != "-0", let integer = Int64(text) { return .integer(integer) }
            return .number(text)
        }
    }

    // MARK: Strings

    /// Reads the string whose opening quote stands at `index`.
    private mutating func string(limit: Int) throws(JSONError) -> String {
        index += 1
        let start = index
        index = UTF8Scan.endOfPlainRun(in: bytes, from: start)
        if peek() == UInt8(ascii: "\""), index - start <= limit {
            defer { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        unescaped.removeAll(keepingCapacity: true)
        unescaped.append(contentsOf: bytes[start..<index])
        while true {
            guard unescaped.count <= limit else { throw error(.tooLarge) }
            guard let byte = peek() else { throw error(.unexpectedEnd) }
            switch byte {
            case UInt8(ascii: "\""):
                index += 1
                return String(decoding: unescaped, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try escape()
            case 0x80...:
                // The scan also stops at U+2028 and U+2029, for the writer's sake: they are well-formed.
                let length = UTF8Scan.sequence(in: bytes, at: index)
                guard length > 0 else { throw error(.invalidUTF8) }
                unescaped.append(contentsOf: bytes[index..<index + length])
                index += length
            case 0x20...:
                let end = UTF8Scan.endOfPlainRun(in: bytes, from: index)
                unescaped.append(contentsOf: bytes[index..<end])
                index = end
            default:
                throw error(.syntax)
            }
        }
    }

    private mutating func escape() throws(JSONError) {
        let start = index
        index += 1
        guard let byte = peek() else { throw error(.unexpectedEnd) }
        index += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
        case UInt8(ascii: "b"): unescaped.append(0x08)
        case UInt8(ascii: "f"): unescaped.append(0x0C)
        case UInt8(ascii: "n"): unescaped.append(0x0A)
        case UInt8(ascii: "r"): unescaped.append(0x0D)
        case UInt8(ascii: "t"): unescaped.append(0x09)
        case UInt8(ascii: "u"):
            var code = try fourHexDigits()
            if code & 0xFC00 == 0xD800 {
                guard skip("\\"), skip("u") else { throw JSONError(kind: .loneSurrogate, offset: start) }
                let low = try fourHexDigits()
                guard low & 0xFC00 == 0xDC00 else { throw JSONError(kind: .loneSurrogate, offset: start) }
                code = 0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF)
            }
            guard let scalar = Unicode.Scalar(code) else { throw JSONError(kind: .loneSurrogate, offset: start) }
            append(scalar)
        default:
            index -= 1
            throw error(.syntax)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        let code = scalar.value
        func continuation(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: code >> shift & 0x3F | 0x80) }
        switch code {
        case ..<0x80:
            unescaped.append(UInt8(code))
        case ..<0x800:
            unescaped.append(UInt8(code >> 6 | 0xC0))
            unescaped.append(continuation(0))
        case ..<0x10000:
            unescaped.append(UInt8(code >> 12 | 0xE0))
            unescaped.append(continuation(6))
            unescaped.append(continuation(0))
        default:
            unescaped.append(UInt8(code >> 18 | 0xF0))
            unescaped.append(continuation(12))
            unescaped.append(continuation(6))
            unescaped.append(continuation(0))
        }
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek() else { throw error(.unexpectedEnd) }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw error(.syntax)
            }
            code = code << 4 | UInt32(digit)
            index += 1
        }
        return code
    }

    // MARK: Bytes

    private func peek() -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private func error(_ kind: JSONError.Kind) -> JSONError { JSONError(kind: kind, offset: index) }

    private mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard peek() == UInt8(ascii: character) else { return false }
        index += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(JSONError) {
        if !skip(character) { throw error(index < bytes.count ? .syntax : .unexpectedEnd) }
    }

    private mutating func skipSpace() {
        while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
    }
}
