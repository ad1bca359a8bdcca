/// A member name that was quoted and escaped once (`"name":`), for tables of fields that are written again and again.
public struct JSONKey: Sendable, Hashable {
    /// The quoted, escaped name and its colon.
    let encoded: [UInt8]

    /// Escapes the name.
    public init(_ name: String) {
        var writer = JSONWriter(reservingCapacity: name.utf8.count + 8)
        writer.string(name)
        encoded = writer.finish() + [UInt8(ascii: ":")]
    }
}
