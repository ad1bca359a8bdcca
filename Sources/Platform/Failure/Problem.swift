internal import HTTPTypes
internal import JSON

/// A failure as its caller reads it: RFC 9457, `application/problem+json`, in his language.
struct Problem {
    let failure: Failure
    let language: Language
    let request: ID<Request>
    /// The path that was asked for, as it was written and without its query; nil when it was never read.
    let instance: String?
    let texts: ViolationTexts

    static let contentType = "application/problem+json"

    /// The names that only this document gives; a failure's extra members cannot take them.
    private static let reserved: Set<String> = [
        "type", "title", "status", "code", "detail", "instance", "requestId", "errors",
    ]

    /// The document.
    var body: [UInt8] {
        var writer = JSONWriter(reservingCapacity: 512)
        writer.beginObject()
        writer.key("type")
        writer.string("/problems/" + failure.code.code)
        writer.key("title")
        writer.string(failure.code.title[language])
        writer.key("status")
        writer.integer(failure.code.kind.rawValue)
        writer.key("code")
        writer.string(failure.code.code)
        if let detail = failure.detail {
            writer.key("detail")
            writer.string(detail[language])
        }
        if let instance {
            writer.key("instance")
            writer.string(instance)
        }
        writer.key("requestId")
        writer.uuid(request.uuid)
        if !failure.violations.isEmpty { write(failure.violations, to: &writer) }
        for (name, value) in failure.extra.sorted(by: { $0.key < $1.key }) where !Problem.reserved.contains(name) {
            writer.key(name)
            writer.value(value)
        }
        writer.endObject()
        return writer.finish()
    }

    private func write(_ violations: [Violation], to writer: inout JSONWriter) {
        writer.key("errors")
        writer.beginArray()
        for violation in violations {
            writer.beginObject()
            writer.key("pointer")
            writer.string(violation.pointer)
            writer.key("code")
            writer.string(violation.code)
            writer.key("detail")
            writer.string(texts.text(of: violation, in: language))
            writer.endObject()
        }
        writer.endArray()
    }

    /// The answer, with the headers that belong to it.
    var reply: Reply {
        var reply = Reply(
            status: HTTPResponse.Status(code: failure.code.kind.rawValue), body: body, contentType: Problem.contentType)
        if failure.code.kind == .unauthenticated {
            reply.headers.append(HTTPField(name: .wwwAuthenticate, value: "Bearer"))
        }
        if let wait = failure.retryAfter {
            let seconds = max(1, wait.components.seconds + (wait.components.attoseconds > 0 ? 1 : 0))
            reply.headers.append(HTTPField(name: .retryAfter, value: String(seconds)))
        }
        reply.headers.append(HTTPField(name: .contentLanguage, value: language == .chinese ? "zh-CN" : "en"))
        return reply
    }
}
