internal import JSON

/// Where an S3-compatible store is and how to be let in.
public struct S3Configuration: Sendable, CustomStringConvertible {
    /// `https://host[:port]`; without TLS for a store on a network of one's own: what is sent is sealed as it is.
    public let endpoint: OutboundURL
    public let bucket: String
    public let region: String
    /// Stands before every name, ends in a slash or is empty.
    public let prefix: String
    let accessKey: String
    let secretKey: String

    /// Nothing of it is to stand in a log.
    public var description: String { "S3Configuration" }

    /// Reads `{"endpoint", "bucket", "region", "prefix"?, "accessKeyId", "secretAccessKey"}`; nil for what is none, which is the one thing
    /// that is said of a file with a secret.
    public init?(_ bytes: [UInt8]) {
        guard let json = try? JSONParser.parse(bytes), let text = json["endpoint"]?.string, let endpoint = OutboundURL(text),
            endpoint.target == "/", let bucket = json["bucket"]?.string, S3Configuration.isBucket(bucket),
            let accessKey = json["accessKeyId"]?.string, let secretKey = json["secretAccessKey"]?.string, !accessKey.isEmpty,
            !secretKey.isEmpty, [accessKey, secretKey].allSatisfy({ $0.utf8.allSatisfy { (0x21...0x7e).contains($0) } })
        else { return nil }
        let region = json["region"]?.string ?? "us-east-1"
        let prefix = json["prefix"]?.string ?? ""
        guard S3Configuration.isWord(region), prefix.isEmpty || prefix.hasSuffix("/") && !prefix.hasPrefix("/"),
            prefix.split(separator: "/").allSatisfy({ S3Configuration.isWord(String($0)) })
        else { return nil }
        (self.endpoint, self.bucket, self.region, self.prefix) = (endpoint, bucket, region, prefix)
        (self.accessKey, self.secretKey) = (accessKey, secretKey)
    }

    private static func isBucket(_ text: String) -> Bool { (3...63).contains(text.utf8.count) && isWord(text) }

    private static func isWord(_ text: String) -> Bool {
        !text.isEmpty && text != "." && text != ".."
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
                    || [0x2d, 0x2e, 0x5f].contains(byte)
            }
    }
}
