import Foundation

// Unicode's normal forms come from Foundation: the standard library has no public ones. Texts that are their own
// normal form, nearly all names and phones, do not pay for it.

extension String {
    /// Normalisation Form KC: full-width and other compatibility characters become the ordinary ones.
    var nfkc: String {
        unicodeScalars.allSatisfy(\.isItsOwnNormalForm) ? self : precomposedStringWithCompatibilityMapping
    }

    /// Normalisation Form C: one sequence of scalars for what looks the same.
    var nfc: String {
        unicodeScalars.allSatisfy(\.isItsOwnNormalForm) ? self : precomposedStringWithCanonicalMapping
    }
}

extension Unicode.Scalar {
    /// ASCII and unified Han neither change nor combine in any normal form.
    fileprivate var isItsOwnNormalForm: Bool {
        switch value {
        case ..<0x80, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x2A6DF: true
        default: false
        }
    }
}
