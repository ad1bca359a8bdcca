/// What kind of failure it is; decides the HTTP status and nothing else.
public enum FailureKind: Int, Sendable {
    case badRequest = 400
    case unauthenticated = 401
    case forbidden = 403
    case notFound = 404
    case methodNotAllowed = 405
    case timeout = 408
    case conflict = 409
    case gone = 410
    case stale = 412
    case tooLarge = 413
    case uriTooLong = 414
    case unsupportedMediaType = 415
    case invalid = 422
    case locked = 423
    case preconditionRequired = 428
    case tooManyRequests = 429
    case headersTooLarge = 431
    case internalError = 500
    case unavailable = 503
}

/// A stable word for one way in which a request can fail, with its text in every language.
///
/// The words are part of the API (`docs/error-codes.md` lists them); texts never carry a value of a field.
public struct FailureCode: Sendable, Hashable {
    /// `noun.reason`, lower case, stable for ever.
    public let code: String
    /// Decides the status.
    public let kind: FailureKind
    /// What the caller reads.
    public let title: LocalizedText

    /// A code; declare it as a static member beside the feature that throws it.
    public init(_ code: String, _ kind: FailureKind, _ chinese: String, _ english: String) {
        self.code = code
        self.kind = kind
        title = LocalizedText(chinese, english)
    }
}

extension FailureCode {
    // The platform's own. Features declare theirs in their folders.
    public static let malformedRequest = FailureCode("request.malformed", .badRequest, "请求格式错误", "The request is malformed")
    public static let malformedJSON = FailureCode("request.malformed_json", .badRequest, "请求体不是合法的 JSON", "The body is not valid JSON")
    public static let unauthenticated = FailureCode("session.required", .unauthenticated, "请先登录", "Sign in first")
    public static let stepUpRequired = FailureCode("session.step_up_required", .forbidden, "请再次验证身份", "Confirm your identity again")
    public static let csrfMismatch = FailureCode(
        "session.csrf_mismatch", .forbidden, "请求来源校验失败", "The request's origin could not be confirmed")
    public static let forbidden = FailureCode("access.denied", .forbidden, "没有权限", "You do not have this right")
    public static let notFound = FailureCode("resource.not_found", .notFound, "没有找到", "Not found")
    public static let methodNotAllowed = FailureCode("request.method_not_allowed", .methodNotAllowed, "不支持的请求方法", "Method not allowed")
    public static let timeout = FailureCode("request.timeout", .timeout, "请求超时", "The request took too long to arrive")
    public static let conflict = FailureCode("resource.conflict", .conflict, "与现有数据冲突", "In conflict with what is there")
    public static let stale = FailureCode("resource.stale", .stale, "数据已被他人修改，请刷新后重试", "Changed by somebody else; reload and try again")
    public static let versionRequired = FailureCode(
        "request.version_required", .preconditionRequired, "缺少 If-Match", "If-Match is required")
    public static let tooLarge = FailureCode("request.too_large", .tooLarge, "请求体过大", "The body is too large")
    public static let uriTooLong = FailureCode("request.uri_too_long", .uriTooLong, "网址过长", "The address is too long")
    public static let headersTooLarge = FailureCode("request.headers_too_large", .headersTooLarge, "请求头过大", "Too many or too large headers")
    public static let unsupportedMediaType = FailureCode(
        "request.unsupported_media_type", .unsupportedMediaType, "请使用 application/json", "Send application/json")
    public static let invalid = FailureCode("request.invalid", .invalid, "提交的内容有误", "The content is not valid")
    public static let tooManyRequests = FailureCode(
        "request.too_many", .tooManyRequests, "请求过于频繁，请稍后再试", "Too many requests; try again later")
    public static let internalError = FailureCode("server.internal", .internalError, "服务器内部错误", "Internal error")
    public static let busy = FailureCode("server.busy", .unavailable, "服务器繁忙，请稍后再试", "The server is busy; try again shortly")
    public static let processingRestricted = FailureCode(
        "customer.processing_restricted", .locked, "该客户的个人信息已限制处理，仅可存储", "This customer's data may be kept and nothing else")
    public static let customerMerged = FailureCode(
        "customer.merged", .gone, "该客户档案已合并到另一档案", "This customer was merged into another")
    public static let idempotencyKeyRequired = FailureCode(
        "idempotency.required", .badRequest, "缺少 Idempotency-Key", "Idempotency-Key is required")
    public static let idempotencyKeyReused = FailureCode(
        "idempotency.reused", .invalid, "同一 Idempotency-Key 用于了不同的请求", "The Idempotency-Key was used with another request")
    public static let idempotencyInFlight = FailureCode(
        "idempotency.in_flight", .conflict, "相同的请求正在处理", "The same request is being processed")

    /// Every code of the platform, for the generated list.
    public static let platform: [FailureCode] = [
        malformedRequest, malformedJSON, unauthenticated, stepUpRequired, csrfMismatch, forbidden, notFound, methodNotAllowed,
        timeout, conflict, stale, versionRequired, tooLarge, uriTooLong, headersTooLarge, unsupportedMediaType, invalid,
        tooManyRequests, internalError, busy, idempotencyKeyRequired, idempotencyKeyReused, idempotencyInFlight,
        processingRestricted, customerMerged,
    ]
}
