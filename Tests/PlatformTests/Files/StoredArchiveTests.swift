import Foundation
import Tabular
import Testing

@testable import Platform

/// Archives that other programs open.
@Suite struct StoredArchiveTests {
    @Test("the checksum is that of the standard's example, whatever pieces it comes in")
    func checksum() {
        var whole = CRC32()
        whole.update(Array("123456789".utf8))
        #expect(whole.value == 0xcbf4_3926)
        var pieces = CRC32()
        for byte in "123456789".utf8 { pieces.update([byte]) }
        #expect(pieces.value == whole.value)
        #expect(CRC32().value == 0)
    }

    @Test("an archive of some entries, and one of more than the old records count, are read and found whole by another program")
    func others() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "peony-zip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        for count in [3, 66_000] {
            var zip = StoredArchive(at: try #require(Instant("2026-11-22T10:31:05Z")))
            var bytes: [UInt8] = []
            for number in 0..<count {
                let content = Array("内容 \(number)".utf8)
                var checksum = CRC32()
                checksum.update(content)
                bytes += try zip.begin("files/资料/\(number).txt", size: Int64(content.count), checksum: checksum.value) + content
            }
            bytes += zip.end()
            let path = folder.appending(path: "\(count).zip")
            try Data(bytes).write(to: path)
            let program = Process()
            program.executableURL = URL(filePath: "/usr/bin/env")
            program.arguments = [
                "python3", "-c",
                """
                import sys, zipfile
                archive = zipfile.ZipFile(sys.argv[1])
                assert archive.testzip() is None
                names = archive.namelist()
                assert len(names) == int(sys.argv[2]), len(names)
                assert names[2] == "files/资料/2.txt" and archive.read(names[2]).decode() == "内容 2"
                assert archive.getinfo(names[0]).date_time == (2026, 11, 22, 10, 31, 4)
                """, path.path, "\(count)",
            ]
            try program.run()
            program.waitUntilExit()
            #expect(program.terminationStatus == 0, "\(count)")
        }
    }

    @Test("an entry that lies behind 4 GiB is found by the ZIP64 records")
    func far() throws {
        var zip = StoredArchive(at: try #require(Instant("2026-11-22T10:31:05Z")))
        _ = try zip.begin("large", size: 4_294_967_200, checksum: 0)
        _ = try zip.begin("larger", size: 4_294_967_200, checksum: 0)
        _ = try zip.begin("small", size: 1, checksum: 0)
        let end = zip.end()
        // Its place, as 64 bits, in the third entry's extra field and before the end.
        let place: UInt64 = 2 * 4_294_967_200 + 35 + 36
        let bytes = (0..<8).map { UInt8(truncatingIfNeeded: place >> (8 * UInt64($0))) }
        #expect(Data(end).range(of: Data([1, 0, 8, 0] + bytes)) != nil)
        #expect(Data(end).range(of: Data([0x50, 0x4b, 0x06, 0x06])) != nil)
        #expect(Data(end).range(of: Data([0x50, 0x4b, 0x06, 0x07])) != nil)
        #expect(throws: Failure.self) { try zip.begin("too large", size: 4_294_967_296, checksum: 0) }
    }
}
