internal import FoundationEssentials

/// Lays out a ZIP archive (PKWARE APPNOTE 6.3.10) from front to back: what every system opens without a program of ours. Entries are stored
/// as they are, for pictures and PDF are compressed already. Size and checksum stand in front of each, since readers that go from front to
/// back need them there (libzip would seek back, and hold the whole until then); an archive of more than 4 GiB or 65,534 entries ends with
/// the ZIP64 records.
public struct StoredArchive {
    private var offset: UInt64 = 0
    private var directory: [UInt8] = []
    private var count: UInt64 = 0
    private let stamp: [UInt8]

    /// - Parameter now: what all entries carry as their time, in UTC.
    public init(at now: Instant) {
        let days = floorDivide(now.unixSeconds, 86_400)
        let second = now.unixSeconds - days * 86_400
        let (year, month, day) = LocalDate(daysSince1970: Int32(clamping: days)).components
        var stamp: [UInt8] = []
        stamp.little(UInt16(truncatingIfNeeded: (second / 3600) << 11 | (second / 60 % 60) << 5 | (second % 60) / 2))
        stamp.little(UInt16(truncatingIfNeeded: (min(max(Int64(year), 1980), 2107) - 1980) << 9 | Int64(month) << 5 | Int64(day)))
        self.stamp = stamp
    }

    /// What stands before an entry's content.
    ///
    /// - Parameters:
    ///   - name: its path, with `/`.
    ///   - checksum: the content's `CRC32`.
    /// - Throws: `server.internal_error` for an entry of 4 GiB or a name of 64 KiB, which nothing here has.
    public mutating func begin(_ name: String, size: Int64, checksum: UInt32) throws -> [UInt8] {
        guard let size = UInt32(exactly: size), size < .max, let length = UInt16(exactly: name.utf8.count) else {
            throw Failure(.internalError)
        }
        let isFar = offset >= UInt64(UInt32.max)
        // What version it takes to read it; names are UTF-8 (bit 11); stored.
        var facts: [UInt8] = []
        facts.little(UInt16(isFar ? 45 : 20), UInt16(1 << 11), UInt16(0))
        facts += stamp
        facts.little(checksum, size, size)
        facts.little(length)
        var head: [UInt8] = []
        head.little(UInt32(0x0403_4b50))
        head += facts
        head.little(UInt16(0))
        head += Array(name.utf8)

        // Made by version 4.5 on Unix, whose attributes say a plain file that its owner reads and writes.
        directory.little(UInt32(0x0201_4b50))
        directory.little(UInt16(3 << 8 | 45))
        directory += facts
        directory.little(UInt16(isFar ? 12 : 0), UInt16(0), UInt16(0), UInt16(0))
        directory.little(UInt32(0o100600) << 16, isFar ? .max : UInt32(truncatingIfNeeded: offset))
        directory += Array(name.utf8)
        if isFar {
            directory.little(UInt16(1), UInt16(8))
            directory.little(offset)
        }
        count += 1
        offset += UInt64(head.count) + UInt64(size)
        return head
    }

    /// What stands at the end.
    public func end() -> [UInt8] {
        var end = directory
        let size = UInt64(directory.count)
        if offset >= UInt64(UInt32.max) || count >= UInt64(UInt16.max) {
            let place = offset + size
            end.little(UInt32(0x0606_4b50))
            end.little(UInt64(44))
            end.little(UInt16(3 << 8 | 45), UInt16(45))
            end.little(UInt32(0), UInt32(0))
            end.little(count, count, size, offset)
            end.little(UInt32(0x0706_4b50), UInt32(0))
            end.little(place)
            end.little(UInt32(1))
        }
        end.little(UInt32(0x0605_4b50))
        let number = UInt16(clamping: count)
        end.little(UInt16(0), UInt16(0), number, number)
        end.little(UInt32(clamping: size), UInt32(clamping: offset))
        end.little(UInt16(0))
        return end
    }
}

extension [UInt8] {
    /// Whole numbers, their lowest byte first.
    fileprivate mutating func little<Number: FixedWidthInteger & UnsignedInteger>(_ numbers: Number...) {
        for number in numbers {
            for shift in stride(from: 0, to: Number.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: number >> Number(shift))) }
        }
    }
}
