import JSON
import Platform
import Postgres

/// Errors by word, for an endpoint that throws them.
enum Thrown {
    struct Unforeseen: Error, CustomStringConvertible {
        var description: String { "secret 13800138000" }
    }

    static func error(_ word: String) -> any Error {
        func server(_ state: String, _ constraint: String? = nil) -> PostgresError {
            var error = PostgresError(.server(sqlState: state), message: "Key (phone)=(13800138000) exists")
            error.constraint = constraint
            return error
        }
        return switch word {
        case "known-constraint": server("23505", "thing_name_unique")
        case "unknown-unique": server("23505", "other_unique")
        case "foreign-key": server("23503")
        case "check": server("23514")
        case "deadlock": server("40P01")
        case "privilege": server("42501")
        case "pool": PostgresError(.poolExhausted)
        case "deadline": PostgresError(.deadlineExceeded)
        case "decoding": PostgresError(.decoding, message: "13800138000")
        case "cancelled": CancellationError()
        case "payload": PayloadError(violations: [Violation(pointer: "/name", code: "too_long", limit: "64")])
        case "locked":
            Failure(FailureCode("record.signed", .locked, "已签署", "Signed"), extra: ["code": "x", "branch": "东"])
        default: Unforeseen()
        }
    }
}
