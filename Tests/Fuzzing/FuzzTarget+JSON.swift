internal import JSON

extension FuzzTarget {
    static let jsonTargets: [FuzzTarget] = [
        FuzzTarget(name: "json") { bytes in
            guard let value = try? JSONParser.parse(bytes) else { return }
            let written = value.serialized
            guard let again = try? JSONParser.parse(written) else { throw Broken("what is written cannot be read") }
            try promise(again == value, "what is written reads differently")
            try promise(again.serialized == written, "the second writing differs from the first")
        },
        FuzzTarget(name: "merge-patch") { bytes in
            // Two documents with a zero byte between them.
            let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let patch = try? JSONParser.parse(parts[0]), let target = try? JSONParser.parse(parts[1]) else {
                return
            }
            let once = JSONMergePatch.apply(patch, to: target)
            try promise(JSONMergePatch.apply(patch, to: once) == once, "a patch applied twice differs from once (RFC 7396)")
        },
        FuzzTarget(name: "payload") { bytes in
            guard let value = try? JSONParser.parse(bytes) else { return }
            let reader = PayloadReader(value)
            _ = reader.text("a", max: 10)
            _ = reader.numberText("b", max: 12)
            _ = reader.integer("c", in: -10...10)
            _ = reader.boolean("d")
            _ = reader.uuid("e")
            _ = reader.choice("f", of: ["x", "y"])
            _ = reader.date("g")
            _ = reader.texts("h", max: 3, maxLength: 5)
            _ = reader.uuids("i", max: 3)
            _ = reader.object("j")?.requiredText("a", max: 3)
            for element in reader.objects("k", max: 3) { _ = element.requiredInteger("a", in: 0...1) }
            let refused: Bool
            do {
                try reader.finish()
                refused = false
            } catch {
                try promise((error as? PayloadError)?.violations.isEmpty == false, "refused without a word")
                refused = true
            }
            guard case .object(let members) = value else {
                return try promise(refused, "what is no object was taken")
            }
            let known = "abcdefghijk".map(String.init)
            try promise(refused || members.members.allSatisfy { known.contains($0.name) }, "an unknown member was taken")
        },
    ]
}
