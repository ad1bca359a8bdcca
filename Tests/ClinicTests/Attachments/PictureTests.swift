import Foundation
import Testing
import Vault

@testable import Platform

/// What is kept of a picture is the picture, and what is no picture is refused, whatever its bytes are.
@Suite struct PictureTests {
    private static let samples = [
        PictureSamples.jpeg, PictureSamples.progressive, PictureSamples.png, PictureSamples.webp, PictureSamples.lossless,
    ]

    private func code(_ bytes: [UInt8]) -> String? {
        do {
            _ = try BroughtFile(bytes)
            return nil
        } catch { return (error as? Failure)?.code.code ?? "\(error)" }
    }

    private func holds(_ bytes: [UInt8], _ text: String) -> Bool { Data(bytes).range(of: Data(text.utf8)) != nil }

    @Test("place, day, camera, texts and what hangs behind the end are gone; which way is up stays")
    func stripped() throws {
        for sample in [PictureSamples.jpeg, PictureSamples.png, PictureSamples.webp] {
            #expect(holds(sample, "Canary"), "there is something to take out")
            let kept = try BroughtFile(sample)
            #expect(!holds(kept.bytes, "Canary"), "\(kept.kind)")
            #expect(!holds(kept.bytes, "2026:01:02"), "\(kept.kind)")
            #expect(!holds(kept.bytes, "<html"), "\(kept.kind)")
            #expect(Data(kept.bytes).range(of: Data(ExifOrientation.data(6))) != nil, "\(kept.kind)")
            #expect(kept.bytes.count < sample.count)
        }
        // Byte for byte: what says nothing besides stays as it is.
        #expect(try BroughtFile(PictureSamples.progressive).bytes.suffix(400).elementsEqual(PictureSamples.progressive.suffix(400)))
        #expect(try BroughtFile(PictureSamples.lossless).bytes == PictureSamples.lossless)
    }

    @Test("cleaning what is clean changes nothing")
    func again() throws {
        for sample in Self.samples {
            let once = try BroughtFile(sample)
            #expect(try BroughtFile(once.bytes).bytes == once.bytes, "\(once.kind)")
        }
    }

    @Test("a picture that is cut off anywhere is refused, and none traps")
    func truncated() throws {
        for sample in Self.samples {
            // Behind its own end something may hang that belongs to nobody: what is cleaned ends where the picture ends.
            let whole = try BroughtFile(sample).bytes
            for length in 0..<whole.count {
                // What is short enough is no picture yet, but letters.
                let found = try? BroughtFile(Array(whole.prefix(length)))
                #expect(found?.kind.isPicture != true, "\(length) of \(whole.count)")
            }
        }
    }

    @Test("any byte may be any other: a picture comes out, or a refusal, and what comes out is clean")
    func mutated() throws {
        var random = SystemRandomNumberGenerator()
        for sample in Self.samples {
            for place in sample.indices {
                for value in [0, 0xff, UInt8.random(in: 0...255, using: &random)] {
                    var bytes = sample
                    bytes[place] = value
                    guard let kept = try? BroughtFile(bytes), kept.kind.isPicture else { continue }
                    #expect(try BroughtFile(kept.bytes).bytes == kept.bytes, "\(place) \(value)")
                }
            }
        }
    }

    @Test("a head that asks for more memory than a picture is worth is refused")
    func huge() throws {
        var jpeg = PictureSamples.progressive
        let frame = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xff && jpeg[$0 + 1] == 0xc2 })
        jpeg.replaceSubrange((frame + 5)..<(frame + 9), with: [0xff, 0xff, 0xff, 0xff])
        #expect(code(jpeg) == "file.too_many_pixels")
        jpeg.replaceSubrange((frame + 5)..<(frame + 9), with: [0, 0, 0, 16])
        #expect(code(jpeg) == "file.damaged")
        // PNG's sums are right, so that nothing but the size speaks against it.
        var header = Array("IHDR".utf8) + [0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 8, 2, 0, 0, 0]
        header += PictureCursor.bigBytes(Int(Checksum.crc32(header[...])))
        #expect(code(PNGPicture.signature + [0, 0, 0, 13] + header + PictureSamples.png.dropFirst(33)) == "file.too_many_pixels")
        var webp = PictureSamples.lossless
        webp.replaceSubrange(21..<25, with: [0xff, 0xff, 0xff, 0x0f])
        #expect(code(webp) == "file.too_many_pixels")
    }

    @Test("lengths that point anywhere, chunks that nobody knows and sums that are wrong are refused")
    func hostile() throws {
        let soi: [UInt8] = [0xff, 0xd8]
        for bytes in [
            soi, soi + [0xff], soi + [0xff, 0xff, 0xff], soi + [0xff, 0xe1, 0, 0], soi + [0xff, 0xe1, 0, 1],
            soi + [0xff, 0xe1, 0xff, 0xff, 0],
            soi + [0xff, 0xd9], soi + [0xff, 0xd8, 0xff, 0xd9], soi + [0xff, 0xda, 0, 2, 1, 2, 0xff, 0xd9], soi + [0xff, 0xc8, 0, 2],
            PNGPicture.signature, PNGPicture.signature + [0xff, 0xff, 0xff, 0xff] + Array("IHDR".utf8),
            Array("RIFF".utf8) + [0xff, 0xff, 0xff, 0xff] + Array("WEBPVP8 ".utf8), Array("RIFF".utf8) + [0, 0, 0, 0] + Array("WEBP".utf8),
            Array("RIFF".utf8) + [20, 0, 0, 0] + Array("WEBPVP8L".utf8) + [0xff, 0xff, 0xff, 0xff] + [UInt8](repeating: 0, count: 20),
        ] {
            #expect(code(bytes) != nil, "\(bytes.prefix(12))")
        }
        var turned = PictureSamples.png
        let pixels = try #require(Data(turned).range(of: Data("IDAT".utf8))).lowerBound
        turned[pixels + 6] ^= 1
        #expect(code(turned) == "file.damaged")
        // An animation would show more than its first picture.
        var moving = PictureSamples.webp
        moving[20] |= 0x02
        #expect(code(moving) == "file.kind_not_allowed")
    }

    @Test("orientation is read of either order of bytes, and of nothing that is none")
    func orientation() {
        #expect(ExifOrientation.read(ExifOrientation.data(8)[...]) == 8)
        #expect(ExifOrientation.read((ExifOrientation.mark + ExifOrientation.data(3))[...]) == 3)
        let little: [UInt8] = [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 5, 0, 0, 0]
        #expect(ExifOrientation.read(little[...]) == 5)
        for broken: [UInt8] in [
            [], [0x4d], Array("Exif".utf8), [0x4d, 0x4d, 0, 0x2a, 0xff, 0xff, 0xff, 0xff], [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0xff, 0xff],
            ExifOrientation.data(9), ExifOrientation.data(0),
        ] {
            #expect(ExifOrientation.read(broken[...]) == 1)
        }
    }

    @Test("documents are what they say, end where they end, and do nothing; pages and drawings for browsers are none")
    func documents() {
        let pdf = "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
        #expect(code(Array(pdf.utf8)) == nil)
        #expect(code(Array("%PDF-1.7\n1 0 obj".utf8)) == "file.damaged")
        for action in ["/JavaScript (app.alert(1))", "/S/Launch/F(cmd)", "/EmbeddedFiles 3 0 R"] {
            #expect(code(Array(pdf.replacingOccurrences(of: "/Type", with: action + "/Type").utf8)) == "file.active", "\(action)")
        }
        #expect(code(Array("术后第三天，轻微红肿。\r\n".utf8)) == nil)
        for page in [
            "<!DOCTYPE html><p>", "  <svg xmlns='http://www.w3.org/2000/svg'/>", "\u{feff}<HTML>", "hello <ScRiPt>alert(1)</script>",
        ] {
            #expect(code(Array(page.utf8)) == "file.kind_not_allowed", "\(page)")
        }
        #expect(code([0xb2, 0xe2, 0xca, 0xd4]) == "file.damaged", "GB 18030")
        for other in [
            Array("GIF89a".utf8), [0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 60), [0, 0, 0, 24] + Array("ftypheic".utf8),
        ] {
            #expect(code(other) == "file.kind_not_allowed" || code(other) == "file.damaged")
        }
        #expect(code([0x50, 0x4b, 3, 4] + [UInt8](repeating: 0, count: 60)) == "file.kind_not_allowed")
        #expect(code([]) == "file.empty")
    }
}
