internal import CSheets

/// Makes a ZIP archive in memory with libzip: small entries from bytes, one large one from what is deflated already. libzip seeks back in
/// what it wrote, so an archive cannot leave before it is whole; and nothing of it may lie on a disk in clear.
@safe final class ZipBuilder {
    private let output: OpaquePointer
    private var archive: OpaquePointer?

    init() throws(SheetError) {
        var error = unsafe zip_error_t()
        guard let output = unsafe zip_source_buffer_create(nil, 0, 0, &error) else { throw SheetError("memory") }
        guard let archive = unsafe zip_open_from_source(output, ZIP_CREATE | ZIP_TRUNCATE, &error) else {
            unsafe zip_source_free(output)
            throw SheetError("memory")
        }
        // Closing gives up the archive's hold; ours outlives it.
        unsafe zip_source_keep(output)
        unsafe self.output = unsafe output
        unsafe self.archive = unsafe archive
    }

    deinit {
        if let archive = unsafe archive { unsafe zip_discard(archive) }
        unsafe zip_source_free(output)
    }

    func add(_ name: String, _ bytes: [UInt8]) throws(SheetError) {
        guard let copy = unsafe malloc(max(1, bytes.count)) else { throw SheetError("memory") }
        unsafe bytes.withUnsafeBytes { source in
            if let start = source.baseAddress { unsafe copy.copyMemory(from: start, byteCount: source.count) }
        }
        // The archive frees the copy.
        guard let source = unsafe zip_source_buffer(archive, copy, zip_uint64_t(bytes.count), 1) else {
            unsafe free(copy)
            throw SheetError("memory")
        }
        try unsafe add(name, source)
    }

    /// Adds what is deflated already; it is copied as it is when the archive is closed.
    func add(_ name: String, _ deflated: DeflatedBytes) throws(SheetError) {
        let state = unsafe Unmanaged.passRetained(DeflatedSource(deflated))
        guard let source = unsafe zip_source_function(archive, DeflatedSource.callback, state.toOpaque()) else {
            unsafe state.release()
            throw SheetError("memory")
        }
        try unsafe add(name, source)
    }

    private func add(_ name: String, _ source: OpaquePointer) throws(SheetError) {
        let index = unsafe zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            unsafe zip_source_free(source)
            throw SheetError("memory")
        }
        // 1980-01-01, midnight: when a file was made stands in it, and not by which clock.
        unsafe _ = zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x21, 0)
    }

    /// The whole archive; the builder has ended then.
    func finish() throws(SheetError) -> [UInt8] {
        guard let archive = unsafe archive, unsafe zip_close(archive) == 0 else { throw SheetError("zip") }
        unsafe self.archive = nil
        var status = unsafe zip_stat_t()
        guard unsafe zip_source_stat(output, &status) == 0, unsafe zip_source_open(output) == 0 else { throw SheetError("zip") }
        defer { unsafe _ = zip_source_close(output) }
        let count = Int(clamping: unsafe status.size)
        var got = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while got < count {
                let more = unsafe zip_source_read(output, buffer.baseAddress?.advanced(by: got), zip_uint64_t(count - got))
                guard more > 0 else { break }
                got += Int(more)
            }
            filled = got
        }
        guard got == count else { throw SheetError("zip") }
        return bytes
    }
}

/// Deflated bytes as libzip reads them.
private final class DeflatedSource {
    private let bytes: DeflatedBytes
    private var place = 0

    init(_ bytes: DeflatedBytes) { self.bytes = bytes }

    static let callback: zip_source_callback = { state, data, length, command in
        guard let state = unsafe state else { return -1 }
        let held = unsafe Unmanaged<DeflatedSource>.fromOpaque(state)
        switch command {
        case ZIP_SOURCE_OPEN:
            unsafe held.takeUnretainedValue().place = 0
            return 0
        case ZIP_SOURCE_READ: return unsafe held.takeUnretainedValue().read(into: data, Int(clamping: length))
        case ZIP_SOURCE_CLOSE, ZIP_SOURCE_ERROR: return 0
        case ZIP_SOURCE_STAT:
            guard let status = unsafe data?.assumingMemoryBound(to: zip_stat_t.self) else { return -1 }
            return unsafe held.takeUnretainedValue().tell(status)
        case ZIP_SOURCE_FREE:
            unsafe held.release()
            return 0
        case ZIP_SOURCE_SUPPORTS: return peony_zip_readable()
        default: return -1
        }
    }

    private func read(into data: UnsafeMutableRawPointer?, _ most: Int) -> zip_int64_t {
        let count = min(most, bytes.packed.count - place)
        guard let data = unsafe data, count > 0 else { return 0 }
        unsafe bytes.packed.withUnsafeBytes { packed in
            if let start = packed.baseAddress { unsafe data.copyMemory(from: start.advanced(by: place), byteCount: count) }
        }
        place += count
        return zip_int64_t(count)
    }

    private func tell(_ status: UnsafeMutablePointer<zip_stat_t>) -> zip_int64_t {
        unsafe zip_stat_init(status)
        unsafe status.pointee.comp_method = zip_uint16_t(ZIP_CM_DEFLATE)
        unsafe status.pointee.size = bytes.size
        unsafe status.pointee.comp_size = zip_uint64_t(bytes.packed.count)
        unsafe status.pointee.crc = zip_uint32_t(truncatingIfNeeded: bytes.checksum)
        unsafe status.pointee.valid = zip_uint64_t(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC)
        return zip_int64_t(unsafe MemoryLayout<zip_stat_t>.size)
    }
}
