internal import CSheets

/// A ZIP archive in memory, read with libzip.
@safe final class ZipArchive {
    /// The bytes as libzip sees them; they live as long as the archive.
    private let memory: UnsafeMutableRawBufferPointer
    private let archive: OpaquePointer

    init(_ bytes: [UInt8]) throws(SheetError) {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, bytes.count), alignment: 1)
        unsafe memory.copyBytes(from: bytes)
        var error = unsafe zip_error_t()
        guard let source = unsafe zip_source_buffer_create(memory.baseAddress, UInt64(bytes.count), 0, &error) else {
            unsafe memory.deallocate()
            throw SheetError("zip")
        }
        guard let archive = unsafe zip_open_from_source(source, ZIP_RDONLY, &error) else {
            unsafe zip_source_free(source)
            unsafe memory.deallocate()
            throw SheetError("zip")
        }
        unsafe self.memory = unsafe memory
        unsafe self.archive = unsafe archive
    }

    deinit {
        unsafe zip_discard(archive)
        unsafe memory.deallocate()
    }

    /// Opens an entry; nil where there is none.
    func entry(_ name: String) -> ZipEntry? {
        guard let file = unsafe zip_fopen(archive, name, zip_flags_t(ZIP_FL_NOCASE)) else { return nil }
        return unsafe ZipEntry(file, of: self)
    }
}

/// An entry of an archive, unpacked as it is read.
@safe final class ZipEntry {
    private let file: OpaquePointer
    private let archive: ZipArchive
    private var total = 0

    fileprivate init(_ file: OpaquePointer, of archive: ZipArchive) {
        unsafe self.file = unsafe file
        self.archive = archive
    }

    deinit { unsafe _ = zip_fclose(file) }

    /// So many of the next bytes at most; none at the end. Throws for a broken entry, and for one that unpacks to more than `limit` bytes.
    func read(_ count: Int, limit: Int) throws(SheetError) -> [UInt8] {
        var got = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            unsafe got = Int(zip_fread(file, buffer.baseAddress, UInt64(count)))
            filled = max(0, got)
        }
        guard got >= 0 else { throw SheetError("zip") }
        total += got
        guard total <= limit else { throw SheetError("too_large") }
        return bytes
    }
}
