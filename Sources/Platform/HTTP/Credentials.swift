internal import HTTPTypes
internal import Vault

/// What a request brings to say who it is from.
enum Credentials {
    /// The session cookie; its prefix makes browsers insist on Secure, this host and the whole path.
    static let cookieName = "__Host-peony"
    /// No token of ours is longer.
    private static let maximumLength = 512

    case bearer(String)
    case cookie(String)

    /// The Authorization header goes before the cookie; nil when there is neither.
    init?(_ headers: HTTPFields) throws {
        if let header = headers[.authorization] {
            guard header.utf8.count <= Credentials.maximumLength + 7, header.prefix(7).lowercased() == "bearer " else {
                throw Failure(.unauthenticated)
            }
            self = .bearer(header.dropFirst(7).trimmed)
        } else if let token = Credentials.cookie(in: headers) {
            self = .cookie(token)
        } else {
            return nil
        }
    }

    /// The token itself.
    var token: String {
        switch self {
        case .bearer(let token), .cookie(let token): token
        }
    }

    /// A cookie travels by itself, so a write must prove that the page could read the session's other value.
    func checkOrigin(of method: HTTPRequest.Method, _ headers: HTTPFields, _ session: AuthenticatedSession) throws {
        guard case .cookie = self, method != .get, method != .head else { return }
        guard let expected = session.csrfHash, let given = headers[.xPeonyCSRF],
            given.utf8.count <= Credentials.maximumLength,
            Digest.constantTimeEqual(Digest.sha256(Array(given.utf8)), expected)
        else { throw Failure(.csrfMismatch) }
    }

    private static func cookie(in headers: HTTPFields) -> String? {
        for field in headers[fields: .cookie] {
            for pair in field.value.split(separator: ";") {
                let pair = pair.drop { $0 == " " }
                guard pair.hasPrefix(cookieName), pair.dropFirst(cookieName.count).first == "=" else { continue }
                let value = pair.dropFirst(cookieName.count + 1)
                return value.isEmpty || value.utf8.count > maximumLength ? nil : String(value)
            }
        }
        return nil
    }
}
