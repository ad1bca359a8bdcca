internal import JSON
internal import Platform

/// What people write into a cell, as the field wants it: full-width digits, other forms of a day, words for choices. What is not understood is
/// passed on as it is, and refused by the field's own rule.
enum ImportCell {
    /// The value of a cell; nil where it is empty.
    static func value(_ cell: String, for field: Field) -> JSONValue? {
        let text = HalfWidth.trimmed(cell)
        guard !text.isEmpty else { return nil }
        switch field.type {
        case .phone: return .string(phone(HalfWidth.folded(text)))
        case .idNumber: return .string(unquoted(HalfWidth.folded(text)).filter { $0 != " " })
        case .date: return .string(day(HalfWidth.folded(text)))
        case .choice(let words): return .string(choice(HalfWidth.folded(text), of: words, field: field.name))
        case .id, .integer: return .string(HalfWidth.folded(text))
        case .text:
            return .string(HalfWidth.folded(text, signs: false))
        case .instant, .words, .ids: return .string(text)
        }
    }

    /// A number as spreadsheets leave it: behind an apostrophe, in scientific notation without loss, or with `.0`.
    private static func phone(_ text: String) -> String {
        let text = unquoted(text)
        if text.hasSuffix(".0"), text.dropLast(2).allSatisfy(\.isNumber) { return String(text.dropLast(2)) }
        if text.contains("E+") || text.contains("e+"), let number = Double(text), number > 0, number < 1e15, number == number.rounded() {
            return String(Int64(number))
        }
        return text
    }

    private static func unquoted(_ text: String) -> String { text.hasPrefix("'") ? String(text.dropFirst()) : text }

    /// `1990/1/2`, `1990.01.02`, `1990年1月2日`, `19900102`, each with or without a time of midnight, as `1990-01-02`.
    static func day(_ text: String) -> String {
        var digits: [Int] = []
        var lengths: [Int] = []
        var isInside = false
        var rest = Substring(text)
        // A time behind the day says nothing.
        if let space = rest.firstIndex(where: { $0 == " " || $0 == "T" }), rest[space...].contains(":") { rest = rest[..<space] }
        for scalar in rest.unicodeScalars {
            switch scalar {
            case "0"..."9":
                let digit = Int(scalar.value - 0x30)
                if isInside, let last = digits.popLast(), let count = lengths.popLast() {
                    guard count < 8 else { return text }
                    digits.append(last * 10 + digit)
                    lengths.append(count + 1)
                } else {
                    digits.append(digit)
                    lengths.append(1)
                }
                isInside = true
            case "-", "/", ".", "年", "月", "日", " ", "号": isInside = false
            default: return text
            }
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        if digits.count == 3, lengths[0] == 4, lengths[1] <= 2, lengths[2] <= 2 {
            return "\(four(digits[0]))-\(two(digits[1]))-\(two(digits[2]))"
        }
        if digits.count == 1, lengths[0] == 8 {
            return "\(four(digits[0] / 10_000))-\(two(digits[0] / 100 % 100))-\(two(digits[0] % 100))"
        }
        return text
    }

    private static func four(_ year: Int) -> String { String(repeating: "0", count: max(0, 4 - String(year).count)) + String(year) }

    private static func choice(_ text: String, of words: [String], field: String) -> String {
        let word = text.lowercased()
        if words.contains(word) { return word }
        return synonyms[field]?[word] ?? text
    }

    private static let synonyms: [String: [String: String]] = [
        "sex": [
            "男": "male", "男性": "male", "先生": "male", "m": "male", "女": "female", "女性": "female", "女士": "female", "f": "female",
            "其他": "other", "未知": "other",
        ],
        "level": [
            "普通": "standard", "普通会员": "standard", "标准": "standard", "银卡": "silver", "银卡会员": "silver", "金卡": "gold",
            "金卡会员": "gold", "铂金": "platinum", "白金": "platinum", "铂金卡": "platinum", "白金卡": "platinum", "钻石": "diamond",
            "钻石卡": "diamond",
        ],
        "sourceChannel": [
            "自然到店": "walk_in", "到店": "walk_in", "自然进店": "walk_in", "老带新": "referral", "转介绍": "referral", "朋友介绍": "referral",
            "员工介绍": "staff", "员工": "staff", "美团": "meituan", "大众点评": "meituan", "抖音": "douyin", "小红书": "xiaohongshu",
            "微信": "wechat", "搜索": "search", "百度": "search", "电话": "telephone", "活动": "event", "异业合作": "partner", "合作": "partner",
            "其他": "other",
        ],
    ]
}
