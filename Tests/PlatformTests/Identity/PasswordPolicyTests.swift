import JSON
import Testing

@testable import Platform

@Suite("Passwords, waits, what is remembered")
struct PasswordPolicyTests {
    private func codes(_ password: String, isStrict: Bool = false) -> [String] {
        PasswordPolicy(userName: "li.wei", displayName: "李伟", slug: "peony-a", isStrict: isStrict)
            .violations(of: password, at: "/password").map(\.code)
    }

    @Test("length is counted in scalars, from 10 to 128")
    func length() {
        #expect(codes("tulip moo") == ["too_short"])
        #expect(codes("tulip moon") == [])
        #expect(codes("山高水长月明星稀云淡") == [])
        #expect(codes("x7" + String(repeating: "qz9 ", count: 32)) == ["too_long"])
    }

    @Test(
        "common passwords are known in their usual disguises",
        arguments: [
            "1234567890", "20261121", "qwertyuiop", "Password2026!", "P@ssw0rd123", "woaini5201314", "!!letmein!!123",
            "aaaaaaaaaaaa",
            "abcabcabcabc", "abcdefghijkl", "WELCOME-2026", "qwertyuiop123",
        ])
    func common(password: String) {
        #expect(codes(password).contains("common_password"))
    }

    @Test(
        "what only contains a common word is not common",
        arguments: ["correct horse battery", "my password is odd", "three green bottles", "k9#Lq2!vZx"])
    func uncommon(password: String) {
        #expect(codes(password) == [])
    }

    @Test("neither the person's name nor the tenant's is in it")
    func names() {
        #expect(codes("xx Li.Wei xx yy") == ["contains_name"])
        #expect(codes("at peony-a we sing") == ["contains_name"])
    }

    @Test("under MLPS it takes three of four classes")
    func classes() {
        #expect(codes("three green bottles", isStrict: true) == ["character_classes"])
        #expect(codes("Three green bottles", isStrict: true) == [])
        #expect(codes("threegreen99Bottles", isStrict: true) == [])
    }

    @Test("the wait doubles from the fifth failure on, up to fifteen minutes")
    func ladder() {
        let waits = (1...16).map { WaitLadder.standard.wait(after: $0).components.seconds }
        #expect(waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
        #expect(WaitLadder.strict.wait(after: 5) == .seconds(900))
        #expect(WaitLadder.standard.wait(after: 0) == .zero)
    }

    @Test("an address is forgiven one failure a minute, a name none")
    func forgiving() async throws {
        let throttle = SignInThrottle()
        let start = Instant(unixSeconds: 1_000_000)
        let later = start.advanced(by: .seconds(180))
        func reject(at now: Instant) async -> FailureCode? {
            do {
                try await throttle.watch(.address("192.0.2.1"), .standard, at: now) { throw Failure(.signInRejected) }
                return nil
            } catch { return (error as? Failure)?.code }
        }
        for now in [start, start, start, start, later, later] { #expect(await reject(at: now) == .signInRejected) }
        let name = SignInThrottle.Key.name("a", "b")
        for now in [start, start, start, start, later] { try throttle.begin(name, .standard, at: now) }
        #expect(throws: Failure.self) { try throttle.begin(name, .standard, at: later) }
    }

    @Test("what fails by itself is no guess, and no more than so many are looked at side by side")
    func underWay() async throws {
        let throttle = SignInThrottle()
        let now = Instant(unixSeconds: 1_000_000)
        let key = SignInThrottle.Key.address("192.0.2.2")
        struct Trouble: Error {}
        for _ in 1...20 {
            await #expect(throws: Trouble.self) { try await throttle.watch(key, .standard, at: now) { throw Trouble() } }
        }
        func nested(_ depth: Int) async throws {
            try await throttle.watch(key, .standard, at: now) { if depth > 1 { try await nested(depth - 1) } }
        }
        try await nested(SignInThrottle.sideBySide)
        await #expect(throws: Failure.self) { try await nested(SignInThrottle.sideBySide + 1) }
    }

    @Test("a bounded map keeps the last keys and forgets the first")
    func bounded() {
        var map = BoundedMap<Int, Int>(limit: 10)
        for key in 0..<1000 { map[key] = key }
        #expect(map.count <= 21)
        #expect((990..<1000).allSatisfy { map[$0] == $0 })
        #expect(map[0] == nil)
        map[999] = nil
        #expect(map[999] == nil)
    }

    @Test("every token has a CSRF value of its own, which tells nothing of it")
    func csrf() {
        let (one, two) = (SessionToken.new(slug: "a"), SessionToken.new(slug: "a"))
        #expect(one.csrf != two.csrf)
        #expect(SessionToken(one.text)?.csrf == one.csrf)
        #expect(!one.text.contains(one.csrf))
    }
}
