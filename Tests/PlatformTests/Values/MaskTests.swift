import JSON
import Testing

@testable import Platform

@Suite("Masks")
struct MaskTests {
    private static let all: [Mask] = [.firstCharacter, .phone, .ends, .presence, .date]

    private func written(_ mask: Mask, _ text: String) -> String {
        var json = JSONWriter()
        var text = text
        text.withUTF8 { mask.write(UnsafeRawBufferPointer($0), to: &json) }
        return String(decoding: json.finish(), as: UTF8.self)
    }

    private func expected(_ mask: Mask, _ text: String) -> String {
        var json = JSONWriter()
        json.string(mask.apply(text))
        return String(decoding: json.finish(), as: UTF8.self)
    }

    @Test("what is masked from bytes is what is masked from characters")
    func same() {
        let texts = [
            "", "张", "张三", "张三丰", "欧阳修", "A", "ab", "abc", "James Wilson", "13800138000", "+8613800138000", "+14155550100", "1234567",
            "12345678", "+861234567", "31990119900101123X", "a\r\n", "\r\nb", "é", "e\u{301}x", "张\u{301}三", "张\u{fe00}三", "䶮一",
            "𬱖㛃", "👩‍👩‍👧x", "阿依古丽·买买提", "김민지", "ｱｲ", "\u{4e00}\u{9fff}", "\u{200d}张", "\"\\",
        ]
        for mask in MaskTests.all {
            for text in texts { #expect(written(mask, text) == expected(mask, text), "\(mask) \(text.unicodeScalars.map(\.value))") }
        }
    }

    @Test("for any text", arguments: 0..<20)
    func any(seed: Int) {
        var dice = SystemRandomNumberGenerator()
        let alphabet: [Unicode.Scalar] = [
            "a", "7", "+", "8", "6", "张", "三", "\u{301}", "\u{fe0f}", "\r", "\n", " ", "é", "𬱖", "\u{200d}", "*",
        ]
        for _ in 0..<200 {
            var text = ""
            for _ in 0..<Int.random(in: 0...14, using: &dice) { text.unicodeScalars.append(alphabet.randomElement(using: &dice) ?? "a") }
            for mask in MaskTests.all {
                #expect(written(mask, text) == expected(mask, text), "\(mask) \(text.unicodeScalars.map(\.value))")
            }
        }
    }
}
