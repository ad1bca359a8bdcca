internal import FoundationEssentials

/// Somewhere outside the database that keeps notes: what is there cannot be taken back by whoever owns the database.
public protocol NoteAnchor: Sendable {
    /// Names it in the database and on the command line; holds no secret.
    var name: String { get }
    /// Brings notes there, in order; throws when not all of them have surely arrived. A note may come twice.
    func deliver(_ notes: [AnchoredNote]) async throws
}

/// A note on its way to an anchor.
public struct AnchoredNote: Sendable {
    public let number: Int64
    /// The note with its signatures.
    public let text: String
    /// SHA-256 of what was signed.
    public let digest: [UInt8]
}

/// Why an anchor did not take a note; the text is shown to operators.
public struct AnchorError: Error, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) {
        self.description = description
    }
}
