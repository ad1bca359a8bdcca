import JSON
import Testing

@testable import Platform

@Suite("What a violation says")
struct ViolationTextsTests {
    @Test("with a measure its text names it, without one it ends where it ends")
    func measures() {
        let texts = ViolationTexts()
        func text(_ code: String, _ limit: String?, _ language: Language) -> String {
            texts.text(of: Violation(pointer: "/minutes/0", code: code, limit: limit), in: language)
        }
        #expect(text("range", "5...720", .chinese) == "超出范围 5...720")
        #expect(text("range", nil, .chinese) == "超出范围")
        #expect(text("choice", nil, .english) == "Not one of the choices")
        for code in ["too_long", "too_short", "too_many", "too_few", "range", "choice", "required", "nobody_knows"] {
            for language in Language.allCases {
                #expect(text(code, nil, language).last?.isWhitespace == false, "\(code)")
            }
        }
    }
}
