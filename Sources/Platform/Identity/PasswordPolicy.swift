public import JSON

/// Which passwords are taken. ASVS 5.0 §6.2: length counts, nothing common, no rules of composition; MLPS level 3,
/// which contradicts it, is a profile of the tenant.
public struct PasswordPolicy: Sendable {
    /// In Unicode scalars of the normal form that requests are read in.
    public static let length = 10...128

    /// Three of upper case, lower case, digits and symbols.
    public let asksForClasses: Bool
    /// Words that the password must not contain: the person's name and the tenant's.
    public let names: [String]

    /// The rules for one person of a tenant.
    public init(userName: String, displayName: String = "", slug: String, isStrict: Bool) {
        asksForClasses = isStrict
        names = [userName, displayName, slug].map { $0.lowercased() }.filter { $0.count >= 3 }
    }

    /// What is wrong with a password, at a JSON pointer; empty when it is good.
    public func violations(of password: String, at pointer: String) -> [Violation] {
        let scalars = password.unicodeScalars
        var codes: [(String, String?)] = []
        if scalars.count < PasswordPolicy.length.lowerBound {
            codes.append(("too_short", "\(PasswordPolicy.length.lowerBound)"))
        }
        if scalars.count > PasswordPolicy.length.upperBound {
            codes.append(("too_long", "\(PasswordPolicy.length.upperBound)"))
        }
        let folded = password.lowercased()
        if names.contains(where: folded.contains) { codes.append(("contains_name", nil)) }
        if CommonPasswords.contains(password) { codes.append(("common_password", nil)) }
        if asksForClasses, classes(in: scalars) < 3 { codes.append(("character_classes", nil)) }
        return codes.map { Violation(pointer: pointer, code: $0, limit: $1) }
    }

    /// Throws `request.invalid` when the password is not good.
    public func require(_ password: String, at pointer: String) throws {
        let violations = violations(of: password, at: pointer)
        if !violations.isEmpty { throw Failure.invalid(violations) }
    }

    private func classes(in scalars: String.UnicodeScalarView) -> Int {
        var found: Set<Int> = []
        for scalar in scalars {
            let properties = scalar.properties
            if properties.isUppercase {
                found.insert(0)
            } else if properties.isLowercase {
                found.insert(1)
            } else if properties.numericType != nil {
                found.insert(2)
            } else {
                found.insert(3)
            }
        }
        return found.count
    }
}
