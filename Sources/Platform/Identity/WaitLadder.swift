/// How long to wait after how many failures in a row. Never locked for good: strangers must not be able to shut people
/// out.
public struct WaitLadder: Sendable, Hashable {
    /// Seconds by number of failures, beginning with one; the last one holds for all that follow.
    let seconds: [Int32]

    /// From the fifth failure on 1, 2, 4 … seconds, up to 15 minutes.
    public static let standard = WaitLadder(seconds: [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900])
    /// MLPS level 3: 15 minutes at once.
    public static let strict = WaitLadder(seconds: [0, 0, 0, 0, 900])

    /// The wait that the last of so many failures imposes.
    func wait(after failures: Int) -> Duration {
        failures < 1 ? .zero : .seconds(Int64(seconds[min(failures, seconds.count) - 1]))
    }
}
