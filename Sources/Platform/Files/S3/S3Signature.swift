internal import Vault

/// AWS Signature Version 4 for S3: what is signed are method, path, query, headers and the body's SHA-256, with a key for one day and region.
struct S3Signature {
    let accessKey: String
    let secretKey: String
    let region: String
    /// `20130524T000000Z`.
    let time: String

    /// The value of `Authorization`.
    ///
    /// - Parameters:
    ///   - path: encoded.
    ///   - query: not encoded.
    ///   - headers: names in lower case, the host and `x-amz-date` among them.
    func authorization(
        _ method: String, path: String, query: [(String, String)], headers: [(String, String)], bodyHash: String
    ) -> String {
        let sorted = headers.sorted { $0.0 < $1.0 }
        let names = sorted.map(\.0).joined(separator: ";")
        let lines = sorted.map { "\($0.0):\($0.1)\n" }.joined()
        let request = [method, path, S3Signature.query(query), lines, names, bodyHash].joined(separator: "\n")
        let day = String(time.prefix(8))
        let scope = "\(day)/\(region)/s3/aws4_request"
        let text = ["AWS4-HMAC-SHA256", time, scope, Hex.encode(Digest.sha256(Array(request.utf8)))].joined(separator: "\n")
        var key = Array("AWS4\(secretKey)".utf8)
        for part in [day, region, "s3", "aws4_request"] { key = Digest.hmacSHA256(key: key, Array(part.utf8)) }
        let signature = Hex.encode(Digest.hmacSHA256(key: key, Array(text.utf8)))
        return "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope),SignedHeaders=\(names),Signature=\(signature)"
    }

    /// A query as it is signed and sent: by name, encoded.
    static func query(_ pairs: [(String, String)]) -> String {
        pairs.map { (encoded($0.0), encoded($0.1)) }.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    /// RFC 3986: all but letters, digits and `-._~` as the bytes of UTF-8; a slash stays where it is a path.
    static func encoded(_ text: String, keepingSlashes: Bool = false) -> String {
        text.utf8.reduce(into: "") { result, byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: result.unicodeScalars.append(Unicode.Scalar(byte))
            case 0x2f where keepingSlashes: result += "/"
            default: result += "%" + Hex.encode([byte]).uppercased()
            }
        }
    }
}
