public import HTTPTypes
internal import NIOCore
internal import NIOHTTP1

/// A reply with what every answer carries, ready to be written.
public struct Answer: Sendable {
    let reply: Reply
    let request: ID<Request>
    let now: Instant
    /// Without a body, whatever the reply has: the answer to HEAD.
    let isHead: Bool

    public var status: HTTPResponse.Status { reply.status }

    /// The bytes that are sent.
    public var body: [UInt8] { isHead ? [] : reply.body }

    /// What follows the head instead of a body.
    public var stream: ReplyStream? { isHead ? nil : reply.stream }

    /// The headers, in the order in which they are written; the connection adds `Date`, and `Connection` where it ends.
    public var headers: HTTPFields {
        var headers = leading
        headers.append(HTTPField(name: .xRequestID, value: request.description))
        if let type = reply.contentType { headers.append(HTTPField(name: .contentType, value: type)) }
        if let length { headers.append(HTTPField(name: .contentLength, value: String(length))) }
        return headers
    }

    /// What every answer has, and the reply's own, which may replace some of it.
    private var leading: HTTPFields {
        var headers = reply.headers.contains(SecurityHeaders.policyName) ? SecurityHeaders.common : SecurityHeaders.api
        for field in reply.headers {
            if SecurityHeaders.replaceable.contains(field.name) {
                headers[field.name] = field.value
            } else {
                headers.append(field)
            }
        }
        return headers
    }

    /// Whether the reply says nothing about what every answer of the API has.
    private var isUsual: Bool {
        reply.headers.allSatisfy { $0.name != SecurityHeaders.policyName && !SecurityHeaders.replaceable.contains($0.name) }
    }

    /// Whether the connection ends with this answer.
    var closes: Bool { reply.headers[.connection] == "close" }

    /// Head and body in one piece, so that they leave in one packet.
    func write(to buffer: inout ByteBuffer, closing: Bool) {
        let body = isHead ? [] : reply.body
        buffer.reserveCapacity(minimumWritableBytes: 1024 + body.count)
        buffer.writeString("HTTP/1.1 ")
        buffer.writeString(String(reply.status.code))
        buffer.writeString(" ")
        buffer.writeString(HTTPResponseStatus(statusCode: reply.status.code).reasonPhrase)
        buffer.writeString("\r\n")
        if isUsual { buffer.writeBytes(SecurityHeaders.apiLines) }
        for field in isUsual ? reply.headers : leading where field.name != .connection { buffer.writeHeader(field) }
        buffer.writeHeader("X-Request-Id", request.description)
        // A field's value is made safe for a line; a reply's type is any text.
        if let type = reply.contentType { buffer.writeHeader(HTTPField(name: .contentType, value: type)) }
        if let length { buffer.writeHeader("Content-Length", String(length)) }
        buffer.writeHeader("Date", now.httpDate)
        if closing { buffer.writeHeader("Connection", "close") }
        buffer.writeString("\r\n")
        buffer.writeBytes(body)
    }

    private var length: Int64? {
        if let stream = reply.stream { return stream.length }
        return reply.status.code == 204 || reply.status.code == 304 ? nil : Int64(reply.body.count)
    }
}

extension ByteBuffer {
    fileprivate mutating func writeHeader(_ field: HTTPField) { writeHeader(field.name.rawName, field.value) }

    fileprivate mutating func writeHeader(_ name: String, _ value: String) {
        writeString(name)
        writeString(": ")
        writeString(value)
        writeString("\r\n")
    }
}

extension Instant {
    /// The form of a `Date` header (RFC 9110 §5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`.
    var httpDate: String {
        let days = floorDivide(unixSeconds, 86_400)
        let second = unixSeconds - days * 86_400
        let (year, month, day) = LocalDate(daysSince1970: Int32(clamping: days)).components
        // 1970-01-01 was a Thursday.
        let weekday = Int(days - floorDivide(days, 7) * 7)
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(Instant.weekdays[weekday]), \(two(Int64(day))) \(Instant.months[month - 1]) \(year) "
            + "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60)) GMT"
    }

    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}
