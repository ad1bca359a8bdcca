/// How much a text may ask of the parser. What exceeds a limit is refused as `tooLarge` or `depth`.
///
/// The default refuses one mebibyte of anything within a few milliseconds: that bounds the work of any request.
public struct JSONLimits: Sendable, Hashable {
    /// Bytes of the whole text.
    public var bytes: Int
    /// Levels of arrays and objects.
    public var depth: Int
    /// Values in the whole text, containers included.
    public var values: Int
    /// UTF-8 bytes of one string, after its escapes were read.
    public var stringBytes: Int
    /// UTF-8 bytes of one member name.
    public var keyBytes: Int
    /// Characters of one number.
    public var numberBytes: Int

    /// The limits of a request body: 1 MiB, 32 levels, 10,000 values, strings of 256 KiB.
    public static let `default` = JSONLimits()

    /// Limits, each with the default of a request body.
    public init(
        bytes: Int = 1 << 20, depth: Int = 32, values: Int = 10_000, stringBytes: Int = 256 << 10,
        keyBytes: Int = 256, numberBytes: Int = 128
    ) {
        self.bytes = bytes
        self.depth = depth
        self.values = values
        self.stringBytes = stringBytes
        self.keyBytes = keyBytes
        self.numberBytes = numberBytes
    }
}
