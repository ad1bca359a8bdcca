/// What stands in one cell of a file that is written. A spreadsheet adds numbers up and sorts days; a text stays what it is.
public enum SheetCell: Sendable, Hashable {
    case text(String)
    case number(Int64)
    /// A day: as text, and its distance from 1970-01-01.
    case day(String, since1970: Int)
    /// A time of a day, on somebody's clock: as text, the day's distance from 1970-01-01, and seconds since midnight.
    case moment(String, since1970: Int, seconds: Int)

    /// Nothing.
    public static let empty = SheetCell.text("")

    /// The same as text.
    public var text: String {
        switch self {
        case .text(let text), .day(let text, _), .moment(let text, _, _): text
        case .number(let number): String(number)
        }
    }
}
