/// Documents that are kept as they are, where they are what they say and do nothing by themselves.
enum PlainDocument {
    /// Names of what acts (ISO 32000-1), and their beginnings, where they stand in clear. What a document compresses is not looked into.
    private static let actions = ["JavaScript", "Launch", "EmbeddedFile", "RichMedia", "SubmitForm", "ImportData", "GoToE"].map {
        Array($0.utf8)
    }
    /// A form that acts. Looked for as a whole name: three letters come by chance in what is compressed.
    private static let form = Array("XFA".utf8)
    private static let longestAction = actions.map(\.count).max() ?? 0
    /// What ends a name (7.2.2): white space and delimiters.
    private static let ends = Set<UInt8>([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20]).union("()<>[]{}/%".utf8)
    /// What a text must not be: a page or a drawing that a browser would run.
    private static let markup = ["<!doctype", "<html", "<head", "<body", "<svg", "<script", "<iframe", "<?xml", "<?php"]

    /// - Throws: `damaged` for one without an end, `active` for one that acts.
    static func checkPDF(_ bytes: [UInt8]) throws(PictureFault) {
        let end = Array("%%EOF".utf8)
        let tail = bytes.suffix(2_048)
        guard tail.indices.contains(where: { tail[$0...].starts(with: end) }) else { throw .damaged }
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            let name = beginning(ofNameAt: place + 1, in: bytes)
            guard name != form, !actions.contains(where: { name.starts(with: $0) }) else { throw .active }
        }
    }

    /// As many bytes of a name as are looked at, each as itself or as `#` and two digits (ISO 32000-1, 7.3.5).
    private static func beginning(ofNameAt start: Int, in bytes: [UInt8]) -> [UInt8] {
        var name: [UInt8] = []
        var place = start
        while name.count < longestAction, place < bytes.count, !ends.contains(bytes[place]) {
            if bytes[place] == UInt8(ascii: "#"), place + 2 < bytes.count, let high = digit(bytes[place + 1]),
                let low = digit(bytes[place + 2])
            {
                name.append(high << 4 | low)
                place += 3
            } else {
                name.append(bytes[place])
                place += 1
            }
        }
        return name
    }

    /// The value of a digit to the base of sixteen.
    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// - Throws: `damaged` for what is no text in UTF-8, `notAllowed` for a page.
    static func checkText(_ bytes: [UInt8]) throws(PictureFault) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .damaged }
        let isClean = text.unicodeScalars.allSatisfy { scalar in
            scalar.value >= 0x20 && scalar.value != 0x7f || [0x09, 0x0a, 0x0c, 0x0d].contains(scalar.value)
        }
        guard isClean else { throw .damaged }
        let beginning = String(decoding: bytes.prefix(4_096), as: UTF8.self).lowercased()
        guard !markup.contains(where: { beginning.contains($0) }) else { throw .notAllowed }
    }
}
