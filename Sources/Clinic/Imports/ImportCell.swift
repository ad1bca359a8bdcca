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
        case .choice(let words): return .string(choice(text, of: words, field: field.name))
        case .choices(let words):
            let parts = text.split { ",，、;；|".contains($0) }.map { HalfWidth.trimmed(String($0)) }.filter { !$0.isEmpty }
            return .array(parts.map { .string(choice($0, of: words, field: field.name)) })
        case .integer:
            let number = field.custom?.kind == .money ? fen(HalfWidth.folded(text)) : whole(HalfWidth.folded(text))
            return number.map { .integer($0) } ?? .string(text)
        case .id: return .string(HalfWidth.folded(text))
        case .text:
            return .string(lines(HalfWidth.folded(text, signs: false)))
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

    /// Lines of a cell end as a form's do, whatever the file's own rows end with.
    private static func lines(_ text: String) -> String {
        guard text.utf8.contains(0x0d) else { return text }
        return text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
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

    /// A whole number, with or without separators of thousands; nil where it is none.
    static func whole(_ text: String) -> Int64? {
        let text = unquoted(text).filter { $0 != " " }
        return Int64(ungrouped(text.hasSuffix(".0") ? String(text.dropLast(2)) : text))
    }

    /// An amount in yuan as people write it (`1,288.50`, `¥1288.5`, `1288元`) in fen; nil where it is none, or finer than fen.
    static func fen(_ text: String) -> Int64? {
        var amount = unquoted(text).filter { $0 != " " }
        if let first = amount.first, "¥￥".contains(first) { amount.removeFirst() }
        if amount.hasSuffix("元") { amount.removeLast() }
        let parts = ungrouped(amount).split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap({ Int64($0) }), whole >= 0 else { return nil }
        var cents: Int64 = 0
        if parts.count == 2 {
            guard (1...2).contains(parts[1].count), let fraction = Int64(parts[1]), fraction >= 0 else { return nil }
            cents = parts[1].count == 1 ? fraction * 10 : fraction
        }
        let (fen, overflows) = whole.multipliedReportingOverflow(by: 100)
        let (sum, overflowsToo) = fen.addingReportingOverflow(cents)
        return overflows || overflowsToo ? nil : sum
    }

    /// Without separators of thousands, where they stand as they should.
    private static func ungrouped(_ text: String) -> String {
        let groups = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = groups.first, whole.contains(",") else { return text }
        let parts = whole.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.dropFirst().allSatisfy({ $0.count == 3 }), let head = parts.first, (1...4).contains(head.count) else { return text }
        return parts.joined() + groups.dropFirst().map { "." + $0 }.joined()
    }

    private static func choice(_ given: String, of words: [String], field: String) -> String {
        // Words of a tenant's own may be of any form.
        if words.contains(given) { return given }
        let text = HalfWidth.folded(given)
        if words.contains(text) { return text }
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
        "skinType": [
            "中性": "normal", "中性皮肤": "normal", "正常": "normal", "干性": "dry", "干性皮肤": "dry", "油性": "oily", "油性皮肤": "oily",
            "混合性": "combination",
            "混合": "combination", "混合性皮肤": "combination", "敏感性": "sensitive", "敏感": "sensitive", "敏感肌": "sensitive", "敏感性皮肤": "sensitive",
        ],
        "sourceChannel": [
            "自然到店": "walk_in", "到店": "walk_in", "自然进店": "walk_in", "老带新": "referral", "转介绍": "referral", "朋友介绍": "referral",
            "员工介绍": "staff", "员工": "staff", "美团": "meituan", "大众点评": "meituan", "抖音": "douyin", "小红书": "xiaohongshu",
            "微信": "wechat", "搜索": "search", "百度": "search", "电话": "telephone", "活动": "event", "异业合作": "partner", "合作": "partner",
            "其他": "other",
        ],
    ]
}
