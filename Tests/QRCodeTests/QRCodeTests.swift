import QRCode
import Testing

/// That a reader reads it is shown in the browser's tests, by another library on the picture itself.
@Suite struct QRCodeTests {
    @Test func threeCornersCarryTheFinderPattern() throws {
        let code = try #require(QRCode("otpauth://totp/Peony%20yueyan:admin?secret=JBSWY3DPEHPK3PXP"))
        let rows = bitmap(of: code)
        for (x, y) in [(0, 0), (code.size - 7, 0), (0, code.size - 7)] {
            let corner = rows[y..<(y + 7)].map { Array($0[x..<(x + 7)]) }
            #expect(corner.map { $0.map { $0 ? "#" : "." }.joined() } == Self.finder)
        }
        #expect((code.size - 21) % 4 == 0)
    }

    @Test func whatHasNoCodeIsRefused() {
        #expect(QRCode("") == nil)
        #expect(QRCode("a\0b") == nil)
        #expect(QRCode(String(repeating: "x", count: QRCode.capacity + 1)) == nil)
        #expect(QRCode(String(repeating: "x", count: QRCode.capacity))?.size == 177)
    }

    private static let finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"]

    /// The path, drawn again.
    private func bitmap(of code: QRCode) -> [[Bool]] {
        var rows = Array(repeating: Array(repeating: false, count: code.size), count: code.size)
        for run in code.path.split(separator: "M") {
            let numbers = run.split { !$0.isNumber }.compactMap { Int($0) }
            for x in numbers[0]..<(numbers[0] + numbers[2]) { rows[numbers[1]][x] = true }
        }
        return rows
    }
}
