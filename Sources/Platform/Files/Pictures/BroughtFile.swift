internal import Tabular

/// A file that somebody brought for a customer, as it may be kept: of a type that is allowed by what is in it, whole, and of a picture
/// nothing but the picture. Where it was taken, when and with what (EXIF, XMP, IPTC, comments, previews, what hangs behind its end) is gone.
public struct BroughtFile: Sendable {
    /// Types that are kept.
    public enum Kind: String, Sendable, CaseIterable {
        case jpeg = "image/jpeg"
        case png = "image/png"
        case webp = "image/webp"
        case pdf = "application/pdf"
        case text = "text/plain"

        /// The ending of its names.
        public var ending: String {
            switch self {
            case .jpeg: "jpg"
            case .png: "png"
            case .webp: "webp"
            case .pdf: "pdf"
            case .text: "txt"
            }
        }

        /// Whether it is a picture.
        public var isPicture: Bool { self == .jpeg || self == .png || self == .webp }
    }

    public let kind: Kind
    public let bytes: [UInt8]

    /// Looks at a file and takes out what is nobody's business; away from the event loops, since it may be large.
    ///
    /// - Throws: `file.empty`, `file.kind_not_allowed`, `file.damaged`, `file.active`.
    public static func read(_ bytes: [UInt8]) async throws -> BroughtFile {
        try await BlobQueue.compute { try BroughtFile(bytes) }
    }

    init(_ given: [UInt8]) throws {
        guard !given.isEmpty else { throw Failure(.fileEmpty) }
        do throws(PictureFault) {
            switch FileType(prefix: Array(given.prefix(FileType.prefixCount))) {
            case .jpeg: (kind, bytes) = (.jpeg, try JPEGPicture.cleaned(given))
            case .png: (kind, bytes) = (.png, try PNGPicture.cleaned(given))
            case .webp: (kind, bytes) = (.webp, try WebPPicture.cleaned(given))
            case .pdf:
                try PlainDocument.checkPDF(given)
                (kind, bytes) = (.pdf, given)
            case .text:
                try PlainDocument.checkText(given)
                (kind, bytes) = (.text, given)
            case .spreadsheet, .zip, .gif, .unknown: throw .notAllowed
            }
        } catch {
            switch error {
            case .damaged: throw Failure(.fileDamaged)
            case .tooManyPixels: throw Failure(.fileTooManyPixels)
            case .notAllowed: throw Failure(.fileKind)
            case .active: throw Failure(.fileActive)
            }
        }
    }
}

/// Why a file is not kept.
enum PictureFault: Error {
    /// It is cut off, or not what its beginning says.
    case damaged
    /// Whoever opens it would need more memory than a picture of a person is worth.
    case tooManyPixels
    /// Of another type than those that are kept.
    case notAllowed
    /// A document that does something.
    case active
}

extension FailureCode {
    public static let fileKind = FailureCode(
        "file.kind_not_allowed", .unsupportedMediaType, "只接受 JPEG、PNG、WebP 图片，PDF 与纯文本；HEIC 请先转为 JPEG",
        "Only JPEG, PNG and WebP pictures, PDF and plain text are taken; turn HEIC into JPEG first")
    public static let fileDamaged = FailureCode(
        "file.damaged", .invalid, "文件不完整，或内容与类型不符", "The file is cut off, or is not what it begins as")
    public static let fileTooManyPixels = FailureCode(
        "file.too_many_pixels", .invalid, "图片尺寸过大（最多 1 亿像素）", "The picture is too large: a hundred million pixels at the most")
    public static let fileActive = FailureCode(
        "file.active", .invalid, "文件含有脚本、动作或附件，不予接收", "The document holds scripts, actions or further files")

    /// Why a file that is to be kept for a customer is refused.
    public static let broughtFiles: [FailureCode] = [fileKind, fileDamaged, fileTooManyPixels, fileActive]
}
