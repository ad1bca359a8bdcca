import Testing

@testable import Platform

/// A document that acts is refused, however its names are written (ISO 32000-1, 7.3.5).
@Suite struct PlainDocumentTests {
    private func fault(_ entry: String) -> PictureFault? {
        do throws(PictureFault) {
            try PlainDocument.checkPDF(Array("%PDF-1.7\n1 0 obj<<\(entry)/Type/Catalog>>endobj\n%%EOF\n".utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test("names of what acts are refused in clear")
    func clear() {
        for entry in [
            "/S/JavaScript", "/S/Launch/F(cmd)", "/EmbeddedFiles 3 0 R", "/RichMedia", "/S/SubmitForm", "/S/ImportData", "/S/GoToE/T<<>>",
            "/AcroForm<</XFA 4 0 R>>",
        ] {
            #expect(fault(entry) == .active, "\(entry)")
        }
    }

    @Test("a letter that is written by its number is the same letter")
    func escaped() {
        for entry in ["/S/J#61vaScript", "/S/#4c#61#75#6E#63#68", "/S/GoTo#45", "/X#46A 4 0 R", "/#58#46#41 4 0 R"] {
            #expect(fault(entry) == .active, "\(entry)")
        }
    }

    @Test("other names, and signs that are no number, are nothing to refuse")
    func others() {
        for entry in ["", "/S/GoTo/D[1]", "/S/URI", "/Java#53", "/J#6", "/S/J#zzvaScript", "/Names 3 0 R", "/XFAb 2 0 R"] {
            #expect(fault(entry) == nil, "\(entry)")
        }
    }

    @Test("a name that the end cuts off is no trap")
    func cut() {
        for end in ["/", "/#", "/#4", "/J#61"] {
            #expect(throws: Never.self) { try PlainDocument.checkPDF(Array("%PDF-1.7\n%%EOF\(end)".utf8)) }
        }
    }
}
