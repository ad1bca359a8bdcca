internal import FoundationEssentials
internal import HTTPTypes

/// The web app as it was built: its page, the page of a branch for the public, and files whose names carry a hash of their content.
///
/// Everything is read into memory when the server starts, so a request names an entry of a table and nothing of the file system.
struct WebApp: Sendable {
    /// What belongs to others: below these a path that is not there is not found, and never the app's page.
    static let foreign = ["v1", "assets", "docs", "print", "health", "ready"]
    /// All files together; a folder with more is not ours.
    static let maximumBytes = 32 << 20

    private let index: WebAppFile
    /// The page of a branch for the public, with nothing of the app in it; nil where it was not built.
    private let publicPage: WebAppFile?
    private let assets: [String: WebAppFile]

    /// Reads `index.html`, `public.html` and `assets/` of a folder. Throws `WebAppError`.
    init(directory: String) throws {
        guard let index = try WebAppFile(path: directory + "/index.html", isImmutable: false) else {
            throw WebAppError.noPage(directory)
        }
        self.index = index
        publicPage = try WebAppFile(path: directory + "/public.html", isImmutable: false)
        var (assets, bytes): ([String: WebAppFile], Int) = ([:], 0)
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory + "/assets")) ?? []
        for name in names where !WebAppFile.isTwin(name) {
            guard let file = try WebAppFile(path: directory + "/assets/" + name, isImmutable: true) else { continue }
            bytes += file.byteCount
            guard bytes <= WebApp.maximumBytes else { throw WebAppError.tooLarge(directory) }
            assets[name] = file
        }
        self.assets = assets
    }

    /// The pages, and the files that they name; no part of the API.
    var endpoints: [Endpoint] {
        [
            endpoint("/") { call in index.reply(to: call.headers) },
            endpoint("/assets/{name}") { call in
                guard let asset = call.parameter("name").flatMap({ assets[$0] }) else { throw Failure(.notFound) }
                return asset.reply(to: call.headers)
            },
            // Whether there is such a page is answered by the API, in the same words for all that are not there.
            endpoint("/p/{address}") { call in
                guard let publicPage else { throw Failure(.notFound) }
                return publicPage.reply(to: call.headers)
            },
        ]
    }

    /// Whether a path that no endpoint has is one of the app's own pages. A name with a dot is a file, and those are all known.
    static func claims(_ path: Substring, _ method: HTTPRequest.Method) -> Bool {
        guard method == .get || method == .head, path.first == "/" else { return false }
        let segments = path.split(separator: "/")
        guard let first = segments.first else { return true }
        return !foreign.contains { first == $0 } && !segments.contains { $0.contains(".") }
    }

    private func endpoint(_ path: String, _ handler: @escaping @Sendable (Call) throws -> Reply) -> Endpoint {
        var endpoint = Endpoint(
            .get, path, access: .anonymous, tag: "app", summary: LocalizedText("网页应用", "Web app"), operationID: "app" + path,
            handler: { try handler($0) })
        endpoint.isDescribed = false
        return endpoint
    }
}

/// Why a folder is not the web app.
enum WebAppError: Error, CustomStringConvertible {
    /// There is no `index.html`.
    case noPage(String)
    /// The files together are larger than any build of ours.
    case tooLarge(String)
    /// A file's ending names no type that the app uses.
    case unknownType(String)

    var description: String {
        switch self {
        case .noPage(let directory): "there is no index.html in \(directory); build the web app with scripts/web"
        case .tooLarge(let directory): "\(directory) holds more than \(WebApp.maximumBytes >> 20) MiB"
        case .unknownType(let path): "\(path) is of a type that the web app does not use"
        }
    }
}
