import Foundation
import Testing

@testable import Vault

struct RootProviderTests {
    @Test("any threshold of the shares makes the key again, and fewer make nothing", arguments: [(2, 2), (3, 5), (5, 9)])
    func shares(threshold: Int, count: Int) throws {
        let root = RootKey.generate()
        let shares = try RootShare.split(root, into: count, threshold: threshold)
        #expect(Set(shares.map(\.index)) == Set(1...count))
        for start in 0..<count {
            let some = (0..<threshold).map { shares[(start + $0) % count] }
            #expect(try RootShare.combine(some.shuffled()).checkValue() == root.checkValue())
            #expect(kindOfError { () throws(VaultError) in try RootShare.combine(Array(some.dropLast())) } == .sealed)
        }
        // The same share twice is one.
        let twice = Array(repeating: shares[0], count: threshold)
        #expect(kindOfError { () throws(VaultError) in try RootShare.combine(twice) } == .sealed)
    }

    @Test("255 shares are the most, and each field element but zero has its inverse")
    func field() throws {
        for element in UInt8(1)...255 { #expect(GF256.multiply(element, GF256.inverse(element)) == 1) }
        // FIPS 197, 4.2: {57} · {83} = {c1}.
        #expect(GF256.multiply(0x57, 0x83) == 0xC1)
        let root = RootKey.generate()
        let shares = try RootShare.split(root, into: 255, threshold: 2)
        #expect(try RootShare.combine([shares[254], shares[0]]).id == root.id)
        for (count, threshold) in [(256, 2), (1, 1), (3, 1), (2, 3), (0, 0)] {
            #expect(kindOfError { () throws(VaultError) in try RootShare.split(root, into: count, threshold: threshold) } == .malformed)
        }
    }

    @Test("one byte of a secret: every value of a single share is equally likely")
    func secrecy() throws {
        // With a threshold of two, the share of one index is secret + index · random: over many splits of the same key, bytes of a
        // share do not repeat more than chance.
        let root = RootKey.generate()
        let values = try (0..<200).map { _ in try RootShare.split(root, into: 2, threshold: 2)[0].text }
        #expect(Set(values).count == 200)
        let hex = try #require(root.hex)
        #expect(values.allSatisfy { !$0.contains(hex) })
    }

    @Test("a share is one line, read back in any case and with blanks, and a slip of the pen is told")
    func lines() throws {
        let share = try RootShare.split(.generate(), into: 3, threshold: 2)[1]
        #expect(try RootShare(parsing: share.text) == share)
        #expect(try RootShare(parsing: "  \(share.text.uppercased())\n") == share)
        #expect(!"\(share)".contains(share.text.split(separator: "-")[4]))
        for position in share.text.indices where share.text[position] != "-" {
            var slip = share.text
            slip.replaceSubrange(position...position, with: slip[position] == "7" ? "3" : "7")
            #expect(kindOfError { () throws(VaultError) in try RootShare(parsing: slip) } == .malformed)
        }
        for text in ["", "peony1", "peony1-----", String(repeating: "a", count: 300), "peony1-0-0-0-0-0"] {
            #expect(kindOfError { () throws(VaultError) in try RootShare(parsing: text) } == .malformed)
        }
    }

    @Test("shares are given one after the other; strangers, repetitions and liars are refused")
    func giving() throws {
        let root = RootKey.generate()
        let shares = try RootShare.split(root, into: 4, threshold: 3)
        let stranger = try RootShare.split(.generate(), into: 4, threshold: 3)[3]
        let provider = RootShares()
        #expect(kindOfError { () throws(VaultError) in try provider.open() } == .sealed)
        #expect(try provider.add(shares[0]) == .init(given: 1, threshold: 3))
        #expect(kindOfError { () throws(VaultError) in try provider.add(stranger) } == .malformed)
        #expect(kindOfError { () throws(VaultError) in try provider.add(shares[0]) } == .malformed)
        #expect(try provider.add(shares[3]).isComplete == false)
        #expect(kindOfError { () throws(VaultError) in try provider.open() } == .sealed)
        #expect(try provider.add(shares[1]).isComplete)
        #expect(try provider.open().id == root.id)
        // They are forgotten.
        #expect(kindOfError { () throws(VaultError) in try provider.open() } == .sealed)
    }

    @Test("shares that do not make the key that they name are told, and the next try begins anew")
    func liars() throws {
        let root = RootKey.generate()
        let shares = try RootShare.split(root, into: 3, threshold: 2)
        // A share of another split of the same key: right id, right form, wrong polynomial.
        let foreign = try RootShare.split(root, into: 3, threshold: 2)[1]
        let provider = RootShares()
        try provider.add(shares[0])
        #expect(kindOfError { () throws(VaultError) in try provider.add(foreign) } == .wrongKey)
        #expect(provider.progress == .init(given: 0, threshold: nil))
        try provider.add(shares[0])
        #expect(try provider.add(shares[1]).isComplete)
        #expect(try provider.open().id == root.id)
    }

    @Test("the environment's key is taken out of the environment")
    func environment() throws {
        let root = RootKey.generate()
        let variable = "PEONY_TEST_ROOT_\(UUID().uuidString.prefix(8))"
        setenv(variable, try #require(root.hex), 1)
        #expect(try RootEnvironment(variable: variable).open().id == root.id)
        #expect(getenv(variable) == nil)
        #expect(kindOfError { () throws(VaultError) in try RootEnvironment(variable: variable).open() } == .malformed)
    }
}

/// A token of SoftHSM, where the machine has it (Debian: softhsm2); one after the other, since the module knows one set of tokens a
/// process.
@Testing.Suite(.serialized, .enabled(if: SoftToken.isInstalled, "install softhsm2 to test PKCS #11"))
struct RootTokenTests {
    @Test("tenants' keys are wrapped in the token, by keys that it does not give away")
    func token() throws {
        let token = try SoftToken()
        #expect(kindOfError { () throws(VaultError) in try token.provider.open() } == .token)
        let root = try token.provider.create()
        #expect(kindOfError { () throws(VaultError) in try token.provider.create() } == .token)
        let again = try token.provider.open()
        #expect(again.id == root.id && again.matches(checkValue: root.checkValue()))
        #expect(again.derive(label: "note") == root.derive(label: "note"))
        #expect(again.derive(label: "note") != root.derive(label: "other"))

        let (key, tenant) = (SecretKey.random(), UUID())
        let wrapped = try root.wrap(tenantKey: key, purpose: "data", version: 2, for: tenant, suite: .sm4CTRHMACSM3)
        #expect(try again.unwrap(tenantKey: wrapped, purpose: "data", version: 2, for: tenant) == key)
        #expect(try root.wrapped(wrapped))
        func kind(_ root: RootKey, _ wrapped: [UInt8], _ purpose: String, _ tenant: UUID) -> VaultError.Kind? {
            kindOfError { () throws(VaultError) in
                try root.unwrap(tenantKey: wrapped, purpose: purpose, version: 2, for: tenant)
            }
        }
        var changed = wrapped
        changed[40] ^= 1
        #expect(kind(again, changed, "data", tenant) != nil)
        #expect(kind(again, wrapped, "index", tenant) != nil)
        #expect(kind(again, wrapped, "data", UUID()) != nil)
        #expect(kind(RootKey.generate(), wrapped, "data", tenant) == .wrongKey)
        // After a refusal the session still works.
        #expect(try again.unwrap(tenantKey: wrapped, purpose: "data", version: 2, for: tenant) == key)
        #expect(kindOfError { () throws(VaultError) in try RootShare.split(root, into: 3, threshold: 2) } == .token)
        #expect(kindOfError { () throws(VaultError) in try root.write(to: token.folder + "/out") } == .token)
        #expect(throws: Never.self) {
            DispatchQueue.concurrentPerform(iterations: 16) { _ in
                #expect((try? again.unwrap(tenantKey: wrapped, purpose: "data", version: 2, for: tenant)) == key)
            }
        }
    }

    @Test("a wrong module, label or PIN file is told")
    func refusals() throws {
        let token = try SoftToken()
        let good = token.provider
        let missing = token.folder + "/missing"
        let wrong = [
            RootToken(module: missing, token: good.token, key: "root", pinFile: good.pinFile),
            RootToken(module: good.module, token: "nobody's", key: "root", pinFile: good.pinFile),
        ]
        for provider in wrong { #expect(kindOfError { () throws(VaultError) in try provider.open() } == .token) }
        let noPIN = RootToken(module: good.module, token: good.token, key: "root", pinFile: missing)
        #expect(kindOfError { () throws(VaultError) in try noPIN.open() } == .file)
    }
}

/// The token of this process's tests: the module reads its configuration and its tokens once. Each test has a key of its own.
struct SoftToken {
    static let module = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so"]
        .first { FileManager.default.fileExists(atPath: $0) }
    static var isInstalled: Bool { module != nil }

    let folder: String
    let provider: RootToken

    private static let label = "peony-test"
    private static let home = Result {
        let folder = NSTemporaryDirectory() + "softhsm-\(UUID())"
        try FileManager.default.createDirectory(atPath: folder + "/tokens", withIntermediateDirectories: true)
        let configuration = "directories.tokendir = \(folder)/tokens\nobjectstore.backend = file\nlog.level = ERROR\n"
        try Data(configuration.utf8).write(to: URL(filePath: folder + "/softhsm2.conf"))
        setenv("SOFTHSM2_CONF", folder + "/softhsm2.conf", 1)
        let tool = Process()
        tool.executableURL = URL(filePath: "/usr/bin/softhsm2-util")
        tool.arguments = ["--init-token", "--free", "--label", label, "--so-pin", "12345678", "--pin", "87654321"]
        tool.standardOutput = Pipe()
        tool.environment = ["SOFTHSM2_CONF": folder + "/softhsm2.conf"]
        try tool.run()
        tool.waitUntilExit()
        try Data("87654321\n".utf8).write(to: URL(filePath: folder + "/pin"))
        try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: folder + "/pin")
        return folder
    }

    init() throws {
        folder = try SoftToken.home.get()
        provider = RootToken(
            module: try #require(SoftToken.module), token: SoftToken.label, key: "root-\(UUID().uuidString.prefix(8))",
            pinFile: folder + "/pin")
    }
}
