extension Courier {
    /// Sends the bytes of a request, which asks for the connection to be closed after it, and brings back the whole answer.
    ///
    /// - Parameters:
    ///   - address: an IP address as text.
    ///   - isBodyless: for HEAD.
    /// - Throws: `noAnswer` also for an answer that is longer than `limits` lets it be.
    public func fetch(
        _ request: [UInt8], to address: String, port: Int, proof: Proof, isBodyless: Bool = false, limits: Limits = Limits()
    ) throws(CourierError) -> CourierAnswer {
        try over(address, port: port, proof: proof, limits: limits) { (channel, deadline) throws(CourierError) in
            try channel.send(request, deadline: deadline)
            var answer = WholeAnswer(isBodyless: isBodyless)
            var count = 0
            while count <= limits.answerBytes {
                let bytes = try channel.receive(deadline: deadline)
                if bytes.isEmpty { return try answer.ended() }
                count += bytes.count
                if let whole = try answer.append(bytes) { return whole }
            }
            throw .noAnswer
        }
    }
}
