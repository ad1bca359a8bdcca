import Testing

@testable import Platform

/// What a store says goes into errors and logs as a word of its own, or not at all.
@Suite struct S3ListingTests {
    private func code(_ word: String) -> String? { S3Listing.code(in: Array("<Error><Code>\(word)</Code></Error>".utf8)) }

    @Test("a store's word is letters and digits, at most 64")
    func words() {
        #expect(code("NoSuchBucket") == "NoSuchBucket")
        #expect(code(String(repeating: "a", count: 64)) == String(repeating: "a", count: 64))
        for word in ["", "two words", "line\nbreak", "<b>x</b>", "桶", String(repeating: "a", count: 65)] {
            #expect(code(word) == "", "\(word)")
        }
        #expect(S3Listing.code(in: Array("<Error></Error>".utf8)) == nil)
    }
}
