internal import CLibPQ

extension PostgresError {
    /// Reads the fields of an error result.
    init(result: OpaquePointer) {
        func field(_ code: Unicode.Scalar) -> String? {
            unsafe PQresultErrorField(result, Int32(code.value)).map { unsafe String(cString: $0) }
        }
        self.init(message: unsafe field("M") ?? String(cString: PQresultErrorMessage(result)), field)
    }

    /// An error of the server by its fields (the manual's "Error and Notice Message Fields"); what is about the connection becomes
    /// `.connectionLost`.
    init(message: String, _ field: (Unicode.Scalar) -> String?) {
        guard let sqlState = field("C") else {
            self.init(.connectionLost, message: message)
            return
        }
        let kind: Kind =
            switch sqlState {
            case "57P01", "57P02", "57P03", "57P05", "25P03": .connectionLost
            case _ where sqlState.hasPrefix("08"): .connectionLost
            // Nobody but the deadline cancels: a cancelled task is told apart by its `Interrupt`.
            case "57014": .deadlineExceeded
            default: .server(sqlState: sqlState)
            }
        self.init(kind, message: message)
        constraint = field("n")
        table = field("t")
        column = field("c")
    }
}
