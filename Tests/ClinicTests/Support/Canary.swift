import Foundation
import JSON
import Platform
import Vault

/// A customer whose every personal value is found nowhere else: where one of them turns up, it leaked.
struct Canary: Sendable {
    let name: String
    let phone: String
    let wechat: String
    let idNumber: String
    let birthday: String
    let address: String
    let allergy: String
    let remark: String
    let guardianName: String
    let guardianPhone: String

    init() {
        func digits(_ count: Int) -> String { (0..<count).map { _ in String(Int.random(in: 1...9)) }.joined() }
        func han(_ count: Int) -> String {
            String(
                String.UnicodeScalarView(
                    (0..<count).compactMap { _ in UnicodeScalar(UInt32.random(in: 0x4e00...0x9f00)) }))
        }
        name = "金" + han(3)
        phone = "+86139" + digits(8)
        wechat = "w\(digits(9))x"
        let year = Int.random(in: 1930...1990)
        let body = "110105\(year)12\(Int.random(in: 10...28))\(digits(3))"
        idNumber = body + String(UnicodeScalar(IdentityNumber.checkDigit(of: Array(body.utf8))))
        birthday = "\(Int.random(in: 1900...1929))-0\(Int.random(in: 1...9))-\(Int.random(in: 10...28))"
        address = "\(han(4))路\(digits(5))号"
        allergy = "\(han(5))过敏\(digits(4))"
        remark = "\(han(6)) \(digits(6))"
        guardianName = "木" + han(3)
        guardianPhone = "+86137" + digits(8)
    }

    /// What a front desk takes down.
    var fields: JSONObject {
        [
            "name": .string(name), "phone": .string(phone), "wechat": .string(wechat), "idNumber": .string(idNumber),
            "birthday": .string(birthday), "address": .string(address), "remark": .string(remark), "sex": "female",
            "guardianName": .string(guardianName), "guardianPhone": .string(guardianPhone),
        ]
    }

    /// Every value by its field's name.
    var values: [String: String] {
        [
            "name": name, "phone": phone, "wechat": wechat, "idNumber": idNumber, "birthday": birthday,
            "address": address,
            "allergy": allergy, "remark": remark, "guardianName": guardianName, "guardianPhone": guardianPhone,
        ]
    }

    /// The forms in which a field's value would be recognised by whoever looks for it.
    func forms(of field: String) -> [String] {
        guard let value = values[field] else { return [] }
        var texts = [value]
        // A mask keeps the first character, or the first three digits and the last four: what it hides must not be there.
        if field == "name" || field == "guardianName" { texts = [value, String(value.dropFirst())] }
        if field == "phone" || field == "guardianPhone" {
            let national = String(value.dropFirst(3))
            texts = [national, "86" + national, String(national.dropFirst(3))]
        }
        if field == "birthday" { texts = [value, value.replacing("-", with: ""), value.replacing("-", with: "/")] }
        return texts.flatMap { text -> [String] in
            let bytes = Array(text.utf8)
            let escaped = text.unicodeScalars.map { $0.isASCII ? String($0) : "\\u" + String($0.value, radix: 16) }
                .joined()
            // Base64 of it wherever it begins in a longer text: the characters that depend on no neighbour.
            let shifted = (0..<3).map { shift in
                String(
                    Data([UInt8](repeating: 0, count: shift) + bytes).base64EncodedString().dropFirst(
                        shift == 0 ? 0 : 4
                    ).prefix(bytes.count))
            }
            return [text, escaped, escaped.uppercased().replacing("\\U", with: "\\u"), Hex.encode(bytes)]
                + (bytes.count >= 8 ? shifted : [])
        }
    }

    /// Whether a field's value can be read out of these bytes, in whatever form.
    func isReadable(_ field: String, in bytes: [UInt8]) -> Bool {
        forms(of: field).contains { Canary.contains(bytes, Array($0.utf8)) }
    }

    /// The fields whose values can be read out of these bytes.
    func found(in bytes: [UInt8]) -> [String] {
        values.keys.sorted().filter { isReadable($0, in: bytes) }
    }

    /// Whether some bytes contain others.
    static func contains(_ haystack: [UInt8], _ needle: [UInt8]) -> Bool {
        !needle.isEmpty && Data(haystack).range(of: Data(needle)) != nil
    }
}
