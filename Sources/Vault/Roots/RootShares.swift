import Synchronization

/// The key in shares that people give one after another when a server starts. Until enough are there the deployment is sealed.
public final class RootShares: RootProvider {
    /// How far it has come; nothing of it is secret.
    public struct Progress: Hashable, Sendable {
        public let given: Int
        /// Nil before the first share.
        public let threshold: Int?
        public var isComplete: Bool { threshold.map { given >= $0 } ?? false }
    }

    public let name = "shares"
    private let shares = Mutex<[RootShare]>([])

    public init() {}

    public var progress: Progress {
        shares.withLock { Progress(given: $0.count, threshold: $0.first?.threshold) }
    }

    /// Takes a share. One of another key than the first is refused with `malformed`, and so is one that was given already. When
    /// the last one comes and they do not make the key that they name, all are forgotten: throws `wrongKey`.
    @discardableResult
    public func add(_ share: RootShare) throws(VaultError) -> Progress {
        try shares.withLock { (shares) throws(VaultError) -> Progress in
            if let first = shares.first, first.id != share.id || first.threshold != share.threshold {
                throw VaultError(.malformed, "a share of another key")
            }
            guard !shares.contains(where: { $0.index == share.index }) else {
                throw VaultError(.malformed, "this share was given already")
            }
            shares.append(share)
            if shares.count >= share.threshold {
                do throws(VaultError) {
                    _ = try RootShare.combine(shares)
                } catch {
                    shares.removeAll()
                    throw error
                }
            }
            return Progress(given: shares.count, threshold: share.threshold)
        }
    }

    /// The key, once enough shares are there; they are forgotten then. Throws `sealed` before.
    public func open() throws(VaultError) -> RootKey {
        try shares.withLock { (shares) throws(VaultError) -> RootKey in
            let root = try RootShare.combine(shares)
            shares.removeAll()
            return root
        }
    }
}
