/// A dictionary that forgets: when the young half is full, the old half goes. For what strangers make us remember.
struct BoundedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private let limit: Int

    /// Remembers at least the last `limit` keys that were set, at most twice as many.
    init(limit: Int) {
        self.limit = max(1, limit)
    }

    subscript(key: Key) -> Value? {
        get { young[key] ?? old[key] }
        set {
            old[key] = nil
            young[key] = newValue
            guard young.count > limit else { return }
            old = young
            young = [:]
        }
    }

    var count: Int { young.count + old.count }
}
