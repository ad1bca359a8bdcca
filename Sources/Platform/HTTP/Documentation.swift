internal import FoundationEssentials
internal import HTTPTypes

/// The API's description for people: Swagger UI from where the operator installed it, under our own page and script.
///
/// Its files are third-party JavaScript, so they are not in this repository; Debian's `python3-flasgger` carries them.
struct Documentation: Sendable {
    /// Where packages put Swagger UI's files.
    static let knownDirectories = [
        "/usr/lib/python3/dist-packages/flasgger/ui3/static",
        "/usr/lib/R/site-library/swagger/dist3",
        "/usr/share/javascript/swagger-ui",
    ]

    private static let files: [(name: String, type: String)] = [
        ("swagger-ui.css", "text/css; charset=utf-8"),
        ("swagger-ui-bundle.js", "text/javascript; charset=utf-8"),
    ]

    /// Read once: a request names a file of this table and nothing of the file system.
    private let assets: [String: Reply]

    init(directory: String?) {
        let candidates = directory.map { [$0] } ?? Documentation.knownDirectories
        assets = candidates.lazy.compactMap(Documentation.load).first ?? [:]
    }

    /// The pages; no part of the API itself.
    var endpoints: [Endpoint] {
        [page("/docs") { assets.isEmpty ? Documentation.absent : Documentation.index }]
            + [page("/docs/initializer.js") { Documentation.initializer }]
            + Documentation.files.map { file in
                page("/docs/" + file.name) {
                    guard let asset = assets[file.name] else { throw Failure(.notFound) }
                    return asset
                }
            }
    }

    private func page(_ path: String, _ reply: @escaping @Sendable () throws -> Reply) -> Endpoint {
        var endpoint = Endpoint(
            .get, path, access: .anonymous, tag: "docs", summary: LocalizedText("接口文档", "Documentation")
        ) { _ in
            var reply = try reply()
            reply.headers.append(
                HTTPField(name: SecurityHeaders.policyName, value: SecurityHeaders.documentationPolicy))
            return reply
        }
        endpoint.isDescribed = false
        return endpoint
    }

    private static func load(_ directory: String) -> [String: Reply]? {
        var assets: [String: Reply] = [:]
        for file in files {
            guard let content = FileManager.default.contents(atPath: directory + "/" + file.name) else { return nil }
            assets[file.name] = .bytes(Array(content), contentType: file.type)
        }
        return assets
    }

    private static let index = Reply.html(
        """
        <!doctype html>
        <html lang="zh">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>芍药 API · Peony API</title>
        <link rel="stylesheet" href="/docs/swagger-ui.css">
        </head>
        <body>
        <div id="swagger-ui"></div>
        <script src="/docs/swagger-ui-bundle.js"></script>
        <script src="/docs/initializer.js"></script>
        </body>
        </html>
        """)

    private static let absent = Reply.html(
        """
        <!doctype html>
        <html lang="zh">
        <head><meta charset="utf-8"><title>芍药 API · Peony API</title></head>
        <body>
        <h1>芍药 API · Peony API</h1>
        <p>机器可读的说明：<a href="/v1/openapi.json">/v1/openapi.json</a>（OpenAPI 3.1）。</p>
        <p>要在此浏览和试用接口，请安装 Swagger UI：<code>apt-get install python3-flasgger</code>，然后重启服务。</p>
        <p>The description for machines is at <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI 3.1).
        To browse and try the API here, install Swagger UI with <code>apt-get install python3-flasgger</code>
        and restart the server.</p>
        </body>
        </html>
        """)

    // Swagger UI reads OpenAPI 3.1 since its version 5; the packaged one is older, and shows 3.1 when told that it is
    // 3.0.
    private static let initializer = Reply.bytes(
        Array(
            """
            fetch("/v1/openapi.json", { headers: { Accept: "application/json" } })
              .then(response => response.json())
              .then(spec => {
                const known = window.versions && window.versions.swaggerUi && window.versions.swaggerUi.version;
                if (!known || parseInt(known, 10) < 5) spec.openapi = "3.0.3";
                window.ui = SwaggerUIBundle({
                  spec: spec,
                  dom_id: "#swagger-ui",
                  deepLinking: true,
                  validatorUrl: null,
                  presets: [SwaggerUIBundle.presets.apis],
                });
              });

            """.utf8), contentType: "text/javascript; charset=utf-8")
}
