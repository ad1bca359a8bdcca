/// The members of a JSON object in the order in which they were written, with look-up by name.
///
/// Names are compared byte by byte, as RFC 8259 §8.3 asks: two spellings of "é" are two names. Two objects are equal
/// when they have the same members, whatever the order.
public struct JSONObject: Sendable {
    /// A name with its value.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public let name: String
        /// The member's value.
        public internal(set) var value: JSONValue
    }

    /// The members in order.
    public private(set) var members: [Member] = []
    // Positions by name, kept only when there are enough members that looking at each one would be slower.
    private var index: [Name: Int] = [:]
    private static let indexed = 16

    /// An object without members.
    public init() {}

    /// The number of members.
    public var count: Int { members.count }

    /// Adds a member at the end; false, and nothing added, when there is one of that name.
    public mutating func append(_ name: String, _ value: JSONValue) -> Bool {
        if members.count >= Self.indexed {
            // Tried and, for the rare duplicate, taken back: so the name is hashed once.
            let key = Name(text: name)
            if let former = index.updateValue(members.count, forKey: key) {
                index[key] = former
                return false
            }
            members.append(Member(name: name, value: value))
        } else {
            guard position(of: name) == nil else { return false }
            members.append(Member(name: name, value: value))
            if members.count == Self.indexed { rebuildIndex() }
        }
        return true
    }

    /// The member's value. Setting replaces it in its place or appends it; setting nil removes the member, which
    /// takes time in proportion to the number of members.
    public subscript(name: String) -> JSONValue? {
        get { position(of: name).map { members[$0].value } }
        set {
            switch (position(of: name), newValue) {
            case (let position?, let value?): members[position].value = value
            case (nil, let value?): _ = append(name, value)
            case (let position?, nil):
                members.remove(at: position)
                rebuildIndex()
            case (nil, nil): break
            }
        }
    }

    /// Where in `members` the name stands.
    func position(of name: String) -> Int? {
        guard members.count < Self.indexed else { return index[Name(text: name)] }
        return members.firstIndex { Self.areSame($0.name, name) }
    }

    private mutating func rebuildIndex() {
        index.removeAll(keepingCapacity: true)
        guard members.count >= Self.indexed else { return }
        for (position, member) in members.enumerated() { index[Name(text: member.name)] = position }
    }

    private static func areSame(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
    }

    /// A name as bytes. `String` compares and hashes by canonical equivalence: not what JSON means, and some 30 ms for
    /// a hostile body whose names are piles of combining marks. The seeded hash makes collisions unguessable, and
    /// being kept it spares long names from being read again whenever the index looks at them.
    private struct Name: Hashable {
        let text: String
        let digest: Int

        init(text: String) {
            var hasher = Hasher()
            var bytes = text
            bytes.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            self.text = text
            digest = hasher.finalize()
        }

        static func == (left: Name, right: Name) -> Bool {
            left.digest == right.digest && areSame(left.text, right.text)
        }

        func hash(into hasher: inout Hasher) {
            hasher.combine(digest)
        }
    }
}

extension JSONObject: Hashable {
    /// Equal when every member of one is in the other with an equal value.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.members.allSatisfy { right[$0.name] == $0.value }
    }

    /// Independent of the order of the members.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(members.reduce(0) { $0 ^ $1.hashValue })
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object with these members; of two with the same name the last one counts.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        for (name, value) in members { self[name] = value }
    }
}
