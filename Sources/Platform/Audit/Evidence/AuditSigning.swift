internal import Synchronization
public import Vault

/// The audit's key as this process has it, for all that signs: the notary, and what leaves by the API.
///
/// When the key is replaced, running servers find the new one among the keys at hand; see ``follow(_:)``.
public final class AuditSigning: Sendable {
    private let current: Mutex<NoteSigner>
    private let atHand: @Sendable () -> [NoteSigner]

    /// - Parameter atHand: the keys that can be had now, the one in use among them or not.
    public init(_ signer: NoteSigner, atHand: @escaping @Sendable () -> [NoteSigner] = { [] }) {
        current = Mutex(signer)
        self.atHand = atHand
    }

    /// What signs now.
    public var signer: NoteSigner { current.withLock { $0 } }

    /// Signs with the key of this public half from now on. Throws ``AuditKeyMissing`` where it is not at hand.
    func follow(_ verifier: String) throws {
        if signer.verifier.description == verifier { return }
        guard let next = atHand().first(where: { $0.verifier.description == verifier }) else { throw AuditKeyMissing() }
        current.withLock { $0 = next }
    }
}

/// The deployment's notes are signed with a key that this process does not have.
struct AuditKeyMissing: Error {}
