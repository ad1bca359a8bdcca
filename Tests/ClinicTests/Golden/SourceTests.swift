import Foundation
import Testing

/// Rules of the house that the compiler does not hold.
@Suite struct SourceTests {
    private struct Source {
        /// From the repository's root.
        let path: String
        let text: String

        /// The modules that it imports, whatever stands before the word.
        var imports: Set<String> {
            Set(
                text.split(separator: "\n").compactMap { line in
                    let words = line.split(separator: " ")
                    guard let index = words.firstIndex(of: "import"), words.count > index + 1,
                        words[..<index].allSatisfy({
                            ["public", "internal", "private", "fileprivate", "package", "@testable", "@preconcurrency"]
                                .contains($0)
                        })
                    else { return nil }
                    return words[index + 1].split(separator: ".").first.map(String.init)
                })
        }
    }

    private static func sources(in folder: String) throws -> [Source] {
        let repository = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL
        let root = repository.appending(path: "Sources").appending(path: folder)
        guard let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil) else { return [] }
        let sources = try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }.map {
            Source(
                path: String($0.path.dropFirst(repository.path.count)),
                text: try String(contentsOf: $0, encoding: .utf8))
        }
        try #require(!sources.isEmpty, "\(folder) has no sources")
        return sources
    }

    @Test(
        "a module imports what it stands on and no other of ours",
        arguments: [
            ("Postgres", ["CLibPQ"]), ("JSON", []), ("Vault", ["CLibCrypto"]), ("Courier", ["CLibSSL"]),
            ("Platform", ["Courier", "Postgres", "JSON", "Tabular", "Vault", "CLibSSL"]), ("Tabular", ["CSheets"]),
            ("Clinic", ["Pinyin", "Platform", "Postgres", "JSON", "Tabular", "Vault"]), ("Pinyin", []),
        ] as [(String, Set<String>)])
    func imports(module: String, allowed: Set<String>) throws {
        let ours: Set = [
            "CLibPQ", "CLibCrypto", "CLibSSL", "Courier", "Postgres", "JSON", "Vault", "Pinyin", "Platform", "Clinic", "Schema",
            "PeonyServer", "Tabular", "CSheets",
        ]
        for source in try Self.sources(in: module) {
            let found = source.imports.intersection(ours).subtracting(allowed)
            #expect(found.isEmpty, "\(source.path) imports \(found.sorted())")
        }
    }

    @Test("the clinic knows nothing of the server that serves it")
    func clinic() throws {
        let foreign: Set = [
            "Hummingbird", "HummingbirdCore", "NIOCore", "NIOHTTP1", "NIOPosix", "CLibPQ", "CLibCrypto",
            "ServiceLifecycle",
        ]
        for source in try Self.sources(in: "Clinic") {
            #expect(source.imports.isDisjoint(with: foreign), "\(source.path)")
        }
    }

    @Test("every statement of a file of queries names the tenant, besides the policies")
    func tenant() throws {
        var statements = 0
        for folder in ["Clinic", "Platform"] {
            for source in try Self.sources(in: folder) where source.path.hasSuffix("Queries.swift") {
                for literal in Self.literals(of: source.text)
                where literal.contains(/\b(from|into|update|join) app\.[a-z_]+/) {
                    #expect(literal.contains("tenant_id"), "\(source.path): \(literal.prefix(120))")
                    statements += 1
                }
            }
        }
        #expect(statements >= 8)
    }

    @Test("the rule about statements finds one that forgets the tenant")
    func tenantFinds() {
        let text =
            "let a: SQL = \"\"\"\n select 1 from app.customer where id = 1\n \"\"\"\nlet b: SQL = \"update app.unit set tenant_id = 1\""
        let found = Self.literals(of: text).filter { $0.contains(/\b(from|into|update|join) app\.[a-z_]+/) }
        #expect(found.count == 2)
        #expect(found.filter { !$0.contains("tenant_id") }.count == 1)
    }

    /// The string literals of a source; what is interpolated into one belongs to it.
    private static func literals(of text: String) -> [String] {
        var literals: [String] = []
        let parts = text.components(separatedBy: "\"\"\"")
        for (index, part) in parts.enumerated() {
            if index % 2 == 1 {
                literals.append(part)
            } else {
                for line in part.split(separator: "\n") where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                    let pieces = line.components(separatedBy: "\"")
                    literals += pieces.indices.filter { $0 % 2 == 1 }.map { pieces[$0] }
                }
            }
        }
        return literals
    }

    @Test("nothing in the sources may end the process on what came from outside")
    func traps() throws {
        for folder in ["Courier", "Postgres", "JSON", "Vault", "Pinyin", "Tabular", "Platform", "Clinic", "PeonyServer"] {
            for source in try Self.sources(in: folder) {
                for word in ["try!", "fatalError(", "as! "] {
                    let lines = source.text.split(separator: "\n").filter {
                        !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") && $0.contains(word)
                    }
                    #expect(lines.isEmpty, "\(source.path): \(lines.first ?? "")")
                }
            }
        }
    }
}
