/// What is read of a store's answers (XML): single texts, and the names of a list. Nothing else in them is looked at.
enum S3Listing {
    /// The text of the first element of a name.
    static func text(of element: String, in body: some Collection<UInt8>) -> String? {
        texts(of: element, in: String(decoding: body, as: UTF8.self)).first
    }

    /// The store's word for what is wrong; empty where it is no such word, since it goes into errors. Nil where there is none.
    static func code(in body: [UInt8]) -> String? {
        guard let word = text(of: "Code", in: body) else { return nil }
        let isPlain = word.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
        }
        return isPlain && word.utf8.count <= 64 ? word : ""
    }

    /// The texts of all elements of a name, in their order; entities of names that we gave do not occur.
    static func texts(of element: String, in text: String) -> [String] {
        var found: [String] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "<\(element)>"), let end = rest[start.upperBound...].firstRange(of: "</\(element)>") {
            found.append(String(rest[start.upperBound..<end.lowerBound]))
            rest = rest[end.upperBound...]
        }
        return found
    }

    /// Names of objects with when they were last written.
    static func objects(in body: [UInt8]) -> [(key: String, written: Instant)] {
        texts(of: "Contents", in: String(decoding: body, as: UTF8.self)).compactMap { entry in
            guard let key = texts(of: "Key", in: entry).first,
                let written = texts(of: "LastModified", in: entry).first.flatMap({ Instant($0) })
            else { return nil }
            return (key, written)
        }
    }
}
