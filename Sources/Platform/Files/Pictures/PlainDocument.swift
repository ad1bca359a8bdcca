/// Documents that are kept as they are, where they are what they say and do nothing by themselves.
enum PlainDocument {
    /// Names of what acts (ISO 32000-1), where they stand in clear. What a document compresses is not looked into.
    private static let actions = ["/JavaScript", "/Launch", "/EmbeddedFile", "/RichMedia", "/SubmitForm", "/ImportData"].map {
        Array($0.utf8)
    }
    /// What a text must not be: a page or a drawing that a browser would run.
    private static let markup = ["<!doctype", "<html", "<head", "<body", "<svg", "<script", "<iframe", "<?xml", "<?php"]

    /// - Throws: `damaged` for one without an end, `active` for one that acts.
    static func checkPDF(_ bytes: [UInt8]) throws(PictureFault) {
        let end = Array("%%EOF".utf8)
        let tail = bytes.suffix(2_048)
        guard tail.indices.contains(where: { tail[$0...].starts(with: end) }) else { throw .damaged }
        for (place, byte) in bytes.enumerated() where byte == UInt8(ascii: "/") {
            let rest = bytes[place...]
            guard !actions.contains(where: { rest.starts(with: $0) }) else { throw .active }
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
