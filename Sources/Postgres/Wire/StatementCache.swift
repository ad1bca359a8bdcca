/// Which statements a connection has prepared: a least-recently-used cache keyed by text and parameter types.
///
/// Pure: it only decides; `Wire` sends. Names are never used twice, so a DEALLOCATE that failed in an aborted
/// transaction costs a little memory of the server and nothing else; it is tried again with a later flight.
struct StatementCache {
    /// What makes two statements the same prepared statement.
    struct Key: Hashable {
        let text: String
        let types: [PostgresType]

        init(_ sql: SQL) {
            text = sql.text
            types = sql.parameters.map(\.type)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(text)
        }
    }

    /// How to send a statement.
    enum Lookup: Equatable {
        /// It is prepared under this name, or will be by what was sent before.
        case known(String)
        /// It must be prepared under this name first.
        case unknown(String)
    }

    private struct Entry {
        let name: String
        var usedAt: UInt64
    }

    private var entries: [Key: Entry] = [:]
    private var clock: UInt64 = 0
    private var named: UInt64 = 0
    private let capacity: Int
    /// Names that were evicted and are still to be deallocated.
    private(set) var evicted: [String] = []

    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    var count: Int { entries.count }

    /// Finds a statement or makes room for it.
    mutating func use(_ key: Key) -> Lookup {
        clock += 1
        if let index = entries.index(forKey: key) {
            entries.values[index].usedAt = clock
            return .known(entries.values[index].name)
        }
        if entries.count >= capacity, let oldest = entries.min(by: { $0.value.usedAt < $1.value.usedAt }) {
            entries.removeValue(forKey: oldest.key)
            evicted.append(oldest.value.name)
        }
        named += 1
        let name = "p\(named)"
        entries[key] = Entry(name: name, usedAt: clock)
        return .unknown(name)
    }

    /// The server did not prepare it, or it went stale. `name` guards against dropping a later entry of the same text.
    mutating func forget(_ key: Key, name: String) {
        if entries[key]?.name == name { entries.removeValue(forKey: key) }
    }

    /// Takes the names to deallocate with the next flight.
    mutating func takeEvicted() -> [String] {
        defer { evicted = [] }
        return evicted
    }

    /// A DEALLOCATE that was skipped because something before it failed.
    mutating func keepEvicted(_ name: String) {
        evicted.append(name)
    }
}
