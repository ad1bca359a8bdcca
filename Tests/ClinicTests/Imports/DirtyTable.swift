import Foundation
import Tabular

@testable import Platform

/// A table as old systems leave it, the same every time, with what has to come of it: counted while it is made, by what was put into each row
/// and not by what the program says of it.
struct DirtyTable {
    /// Columns, in order, as an import's plan names them.
    static let columns = ["name", "phone", "sex", "birthday", "level", "idNumber", "externalId", "remark"]

    private(set) var text = "姓名,手机号码,性别,出生日期,会员等级,身份证号,会员编号,备注"
    /// The same, cell by cell.
    private(set) var rows = [["姓名", "手机号码", "性别", "出生日期", "会员等级", "身份证号", "会员编号", "备注"]]
    private(set) var created: Int64 = 0
    private(set) var duplicates: Int64 = 0
    private(set) var failed: Int64 = 0
    private(set) var blank: Int64 = 0
    /// Failed rows by the field and the code that has to be said of each.
    private(set) var refusals: [String: Int64] = [:]
    /// How many rows were made with each kind of dirt.
    private(set) var kinds: [Kind: Int] = [:]

    enum Kind: CaseIterable {
        case repeated, known, phone, day, idNumber, noName, maskedName, longName, longRemark, level, minor, blank, formula, quoted, plain
    }

    private var dice: UInt64
    private var made: [String] = []

    /// - Parameters:
    ///   - rows: records below the titles, blank ones too.
    ///   - prefix: three digits that the phones begin with.
    ///   - known: phones of customers who are there already.
    init(rows: Int, prefix: String, known: [String], seed: UInt64 = 7) {
        dice = seed
        for number in 0..<rows { add(number, prefix, known) }
    }

    private mutating func below(_ bound: Int) -> Int {
        dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(dice >> 33) % bound
    }

    private mutating func pick(_ values: [String]) -> String { values[below(values.count)] }

    private mutating func kind(_ known: [String]) -> Kind {
        switch below(1000) {
        case 0..<40: made.isEmpty ? .plain : .repeated
        case 40..<60: known.isEmpty ? .plain : .known
        case 60..<80: .phone
        case 80..<100: .day
        case 100..<112: .idNumber
        case 112..<122: .noName
        case 122..<128: .maskedName
        case 128..<134: .longName
        case 134..<138: .longRemark
        case 138..<144: .level
        case 144..<150: .minor
        case 150..<160: .blank
        case 160..<170: .formula
        case 170..<185: .quoted
        default: .plain
        }
    }

    private mutating func add(_ number: Int, _ prefix: String, _ known: [String]) {
        let kind = kind(known)
        kinds[kind, default: 0] += 1
        if kind == .blank {
            blank += 1
            let line = pick([",,,,,,,", " ,,　,,,,,", ",,,,,,, "])
            text += "\r\n" + line
            rows.append(line.split(separator: ",", omittingEmptySubsequences: false).map(String.init))
            return
        }
        var name = pick(["王", "李", "欧阳", "曾", "单", "张", "司马"]) + pick(["芳", "小雨", "子涵", "建国", "静", "晓梅"])
        let digits = String(number)
        var phone = prefix + String(repeating: "0", count: 8 - digits.count) + digits
        let (year, month, day) = (1950 + below(50), 1 + below(9), 10 + below(18))
        var birthday = pick([
            "\(year)-0\(month)-\(day)", "\(year)/\(month)/\(day)", "\(year)年\(month)月\(day)日", "\(year)0\(month)\(day)",
            "\(year).\(month).\(day)",
        ])
        var level = pick(["普通", "银卡", "金卡", "铂金", "钻石", ""])
        var idNumber = below(4) == 0 ? DirtyTable.idNumber("319901\(year)0\(month)\(day)\(100 + below(900))") : ""
        var remark = below(3) == 0 ? "来自旧系统，第 \(number) 行" : ""
        var refusal: String?
        switch kind {
        case .repeated: phone = made[below(made.count)]
        case .known: phone = known[below(known.count)]
        case .phone:
            phone = pick([String(phone.prefix(7)), "没有", phone + "12345678"])
            refusal = "phone:pattern"
        case .day:
            birthday = pick(["1990-13-40", "1990-02-30", "昨天"])
            refusal = "birthday:pattern"
        case .idNumber:
            idNumber = DirtyTable.wrong("319901\(year)0\(month)\(day)\(100 + below(900))")
            refusal = "idNumber:pattern"
        case .noName:
            name = pick(["", "  ", "　"])
            refusal = "name:required"
        case .maskedName:
            name = String(name.prefix(1)) + "*"
            refusal = "name:masked_value"
        case .longName:
            name = String(repeating: name, count: 65)
            refusal = "name:too_long"
        case .longRemark:
            remark = String(repeating: "长", count: 1_001)
            refusal = "remark:too_long"
        case .level:
            level = "铜卡"
            refusal = "level:choice"
        case .minor:
            birthday = "2020-01-01"
            refusal = "guardianName:required guardianPhone:required"
        case .formula:
            name = pick(["=1+1", "@SUM(A1)", "=HYPERLINK(A1)"])
            remark = "-2+3|cmd"
        case .quoted: remark = "他说\"好\"，\n第二行, 有逗号\r\n第三行"
        case .blank, .plain: break
        }
        if let refusal {
            failed += 1
            refusals[refusal, default: 0] += 1
        } else if kind == .repeated || kind == .known {
            duplicates += 1
        } else {
            created += 1
            made.append(phone)
        }
        // Ways in which the same number stands in old tables.
        switch below(10) {
        case 0: phone = DirtyTable.wide(phone)
        case 1 where kind != .phone: phone = "+86 " + phone
        case 2 where kind != .phone: phone = phone.prefix(3) + "-" + phone.dropFirst(3).prefix(4) + "-" + phone.dropFirst(7)
        default: break
        }
        let cells = [name, phone, pick(["男", "女", ""]), birthday, level, idNumber, "\(prefix)-\(number)", remark]
        text += "\r\n" + cells.map(DirtyTable.quoted).joined(separator: ",")
        rows.append(cells)
    }

    /// The table as a workbook, every cell a text, as programs write what they take for one.
    func workbook() throws -> [UInt8] {
        let writer = try WorkbookWriter(title: "旧系统", note: "", widths: [], head: 1)
        for row in rows { try writer.row(row.map { SheetCell.text($0) }) }
        return try writer.finish()
    }

    private static func quoted(_ cell: String) -> String {
        cell.contains { "\",\n\r\r\n".contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }

    private static func wide(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { (0x30...0x39).contains($0.value) ? Unicode.Scalar($0.value + 0xfee0) ?? $0 : $0 }))
    }

    private static func idNumber(_ digits: String) -> String {
        digits + String(decoding: [IdentityNumber.checkDigit(of: Array(digits.utf8))], as: UTF8.self)
    }

    private static func wrong(_ digits: String) -> String {
        let right = idNumber(digits)
        return digits + (right.hasSuffix("1") ? "2" : "1")
    }

    /// The same text in the encoding that Chinese office programs write.
    func gb18030() throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("peony-\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/iconv")
        process.arguments = ["-f", "UTF-8", "-t", "GB18030", file.path]
        process.standardOutput = output
        try process.run()
        let bytes = Array(output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return bytes
    }
}
