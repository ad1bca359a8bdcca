internal import HTTPTypes

/// The headers of every answer. Built once; an answer copies them and adds its own.
enum SecurityHeaders {
    /// An answer of the API is never a page, so nothing in it may run, load or be framed.
    static let apiPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    /// What somebody brought: whoever shows it nevertheless shows it as nobody's, without script, form or origin.
    static let filePolicy = apiPolicy + "; sandbox"
    /// The documentation runs scripts from here and nothing inline. Swagger UI draws its icons as `data:` images.
    static let documentationPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    /// The web app: no inline script or style, and text becomes script only through a policy that nobody makes (Trusted Types).
    static let webAppPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; "
        + "media-src 'self' blob:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        + "require-trusted-types-for 'script'"

    static let policyName = HTTPField.Name.headerName("Content-Security-Policy")

    static let common: HTTPFields = {
        var headers = HTTPFields()
        headers.append(HTTPField(name: .headerName("X-Content-Type-Options"), value: "nosniff"))
        headers.append(HTTPField(name: .cacheControl, value: "no-store"))
        headers.append(
            HTTPField(name: .strictTransportSecurity, value: "max-age=63072000; includeSubDomains"))
        headers.append(HTTPField(name: .headerName("Referrer-Policy"), value: "no-referrer"))
        headers.append(HTTPField(name: .headerName("Cross-Origin-Opener-Policy"), value: "same-origin"))
        headers.append(HTTPField(name: .headerName("Cross-Origin-Resource-Policy"), value: "same-origin"))
        return headers
    }()

    /// What an answer may say instead of `common`; everything else is added to it.
    static let replaceable: [HTTPField.Name] = [.cacheControl, .headerName("Referrer-Policy")]

    /// What the files of the web app add to `common` or say instead.
    static let webApp: HTTPFields = {
        var headers = HTTPFields()
        headers.append(HTTPField(name: policyName, value: webAppPolicy))
        headers.append(HTTPField(name: .headerName("Referrer-Policy"), value: "same-origin"))
        headers.append(
            HTTPField(name: .headerName("Permissions-Policy"), value: "camera=(self), geolocation=(), microphone=()"))
        return headers
    }()

    static let api: HTTPFields = {
        var headers = common
        headers.append(HTTPField(name: policyName, value: apiPolicy))
        return headers
    }()

    /// The same as they stand on the wire.
    static let apiLines: [UInt8] = api.flatMap { Array("\($0.name.rawName): \($0.value)\r\n".utf8) }
}
