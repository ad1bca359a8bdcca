internal import ArgumentParser
internal import Logging
internal import Platform
internal import ServiceLifecycle
internal import UnixSignals

/// Reads the certificate's files anew on SIGHUP, so that a renewed certificate costs no restart.
struct TLSReload: Service {
    let identity: TLSIdentity?
    let logger: Logger

    func run() async throws {
        guard let identity else {
            try await gracefulShutdown()
            return
        }
        let signals = await UnixSignalsSequence(trapping: .sighup)
        await cancelWhenGracefulShutdown {
            for await _ in signals {
                do {
                    try identity.reload()
                    logger.notice("TLS certificate read anew")
                } catch {
                    logger.error("TLS certificate not read; the one before stays in use", metadata: ["error": "\(error)"])
                }
            }
        }
    }
}

extension Settings {
    /// The certificate and key; nil where neither is set. One without the other is an error.
    func tlsIdentity() throws -> TLSIdentity? {
        let (certificate, key) = (self[.tlsCertificate], self[.tlsKey])
        if certificate.isEmpty, key.isEmpty { return nil }
        guard !certificate.isEmpty, !key.isEmpty else {
            throw ValidationError("--tls-certificate and --tls-key go together.")
        }
        do {
            return try TLSIdentity(certificate: certificate, key: key)
        } catch {
            throw ValidationError("\(error)")
        }
    }
}
