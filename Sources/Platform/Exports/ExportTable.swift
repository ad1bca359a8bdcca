internal import FoundationEssentials
internal import Tabular

/// The file of an export: a mark of who took it, when, why and under which number, the columns' titles, the rows, and the mark again.
struct ExportTable {
    let fileName: String
    private let mark: String
    private let titles: [String]
    private let workbook: WorkbookWriter?

    /// - Parameters:
    ///   - who: the person's name.
    ///   - when: the time, as the tenant's clock shows it.
    init(_ record: ExportRecord, _ listed: ExportedList, by who: String, at when: String) throws {
        let (language, zone) = (record.language, listed.actor.rights.timeZone)
        let login = listed.actor.userName ?? ""
        mark =
            language == .chinese
            ? "内部资料 · 导出人 \(who)（\(login)）· 时间 \(when)（\(zone)）· 编号 \(record.id) · 事由 \(record.reason)"
            : "Confidential · exported by \(who) (\(login)) · at \(when) (\(zone)) · no. \(record.id) · reason: \(record.reason)"
        titles = listed.titles(language)
        let title = listed.list.title[language]
        fileName = "\(title)-\(when.prefix(10)).\(record.format)"
        workbook =
            record.format == "xlsx"
            ? try WorkbookWriter(title: title, note: mark, widths: titles.map { _ in 18 }, head: 2) : nil
    }

    func begin() throws -> [UInt8] {
        guard let workbook else { return CSVWriter.mark + CSVWriter.row([mark]) + CSVWriter.row(titles) }
        try workbook.row([.text(mark)])
        try workbook.row(titles.map { .text($0) }, isHeading: true)
        return []
    }

    func row(_ cells: [SheetCell]) throws -> [UInt8] {
        guard let workbook else { return CSVWriter.row(cells) }
        try workbook.row(cells)
        return []
    }

    /// What is left to write; of a workbook all of it, since its parts can be put together only then.
    func finish() throws -> [UInt8] {
        guard let workbook else { return CSVWriter.row([mark]) }
        try workbook.row([.text(mark)])
        return try workbook.finish()
    }
}
