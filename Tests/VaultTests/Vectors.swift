import Foundation
import Vault

/// The known answers of Tests/Vectors, which make.py computed with other code.
enum Vectors {
    /// The content of the vector file `name`.json.
    static func load<T: Decodable>(_ name: String, as type: T.Type = T.self) throws -> T {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: folder.appending(path: "Vectors/\(name).json"))
        return try JSONDecoder().decode(T.self, from: data)
    }
}

/// Bytes written as hexadecimal in a vector file.
struct HexBytes: Decodable {
    let bytes: [UInt8]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Hex.decode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not hexadecimal")
        }
        self.bytes = bytes
    }
}

/// The kind of the error that `body` throws; nil when it does not.
func kindOfError<R>(_ body: () throws(VaultError) -> R) -> VaultError.Kind? {
    do throws(VaultError) {
        _ = try body()
        return nil
    } catch {
        return error.kind
    }
}
