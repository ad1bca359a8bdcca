import CLibCrypto
import Synchronization

/// 32 secret bytes, kept out of swap and core dumps where the system allows it, and zeroed when the last holder lets
/// go of them.
///
/// They live in libcrypto's secure heap (locked, not dumped, guard pages around it). When that is full or the
/// system refuses to lock memory, keys live on the ordinary heap, still zeroed at the end.
@safe public final class SecretKey: Sendable, Equatable, CustomStringConvertible, CustomReflectable {
    /// The length of every key, in bytes.
    public static let byteCount = 32

    // Written once, before the object is shared, and only read after that.
    private nonisolated(unsafe) let memory: UnsafeMutableRawPointer
    private let made = AtomicLazyReference<SM4CTRHMACSM3.Subkeys>()

    private init(filledBy fill: (UnsafeMutableRawBufferPointer) -> Void) {
        unsafe memory = unsafe Self.allocate()
        unsafe fill(UnsafeMutableRawBufferPointer(start: memory, count: Self.byteCount))
    }

    /// A copy of exactly 32 bytes; the caller wipes his own. Throws `malformed` for any other count.
    public convenience init(bytes: UnsafeRawBufferPointer) throws(VaultError) {
        guard bytes.count == Self.byteCount else { throw VaultError(.malformed, "a key has 32 bytes") }
        unsafe self.init { unsafe $0.copyMemory(from: bytes) }
    }

    /// A copy of exactly 32 bytes; the caller wipes his own. Throws `malformed` for any other count.
    public convenience init(bytes: [UInt8]) throws(VaultError) {
        guard bytes.count == Self.byteCount else { throw VaultError(.malformed, "a key has 32 bytes") }
        unsafe self.init { unsafe $0.copyBytes(from: bytes) }
    }

    deinit {
        if unsafe CRYPTO_secure_allocated(memory) == 1 {
            unsafe CRYPTO_secure_clear_free(memory, Self.byteCount, nil, 0)
        } else {
            unsafe CRYPTO_clear_free(memory, Self.byteCount, nil, 0)
        }
    }

    /// A new key from libcrypto's generator for private values.
    public static func random() -> SecretKey {
        unsafe SecretKey { unsafe Random.fill($0) }
    }

    /// Reads the bytes in place. `body` must not keep the buffer.
    public func withBytes<R, E: Error>(_ body: (UnsafeRawBufferPointer) throws(E) -> R) throws(E) -> R {
        // Without this the last holder may be gone, and the bytes with him, once their address is known.
        defer { withExtendedLifetime(self) {} }
        return try unsafe body(UnsafeRawBufferPointer(start: memory, count: Self.byteCount))
    }

    /// What suite 2 makes of this key: derived when first asked for, kept as long as the key.
    var subkeys: SM4CTRHMACSM3.Subkeys { made.load() ?? made.storeIfNil(SM4CTRHMACSM3.Subkeys(of: self)) }

    /// An independent key for `label` in `context`: HKDF (RFC 5869) with SHA-256 or SM3, without salt, whose info is every part
    /// with its length before it (u32, big-endian), so that no two lists of parts run into each other.
    public func derive(label: String, context: [UInt8]..., hash: KeyedHash = .sha256) -> SecretKey {
        var info: [UInt8] = []
        info.append(lengthPrefixed: Array(label.utf8))
        for part in context { info.append(lengthPrefixed: part) }
        info.append(1)
        return unsafe SecretKey { derived in
            // One block of output is all a key needs: extract, then the first step of expand.
            unsafe withUnsafeTemporaryAllocation(byteCount: Self.byteCount, alignment: 16) { extracted in
                defer { unsafe Libcrypto.wipe(extracted) }
                let noSalt = [UInt8](repeating: 0, count: Self.byteCount)
                unsafe noSalt.withRawBytes { salt in
                    unsafe withBytes { unsafe hash.authenticate($0, key: salt, into: extracted) }
                }
                unsafe info.withRawBytes {
                    unsafe hash.authenticate($0, key: UnsafeRawBufferPointer(extracted), into: derived)
                }
            }
        }
    }

    /// The end of a walk downwards from this key: each step is SHA-256(key ‖ label ‖ step), one block of the hash if the label has
    /// at most 22 bytes. The keys between are wiped.
    func descending(label: [UInt8], _ steps: some Sequence<UInt8>) -> SecretKey {
        unsafe SecretKey { result in
            let count = Self.byteCount + label.count + 1
            unsafe withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { block in
                defer { unsafe Libcrypto.wipe(block) }
                unsafe withBytes { unsafe block.copyMemory(from: $0) }
                unsafe UnsafeMutableRawBufferPointer(rebasing: block[Self.byteCount...]).copyBytes(from: label)
                for step in steps {
                    unsafe block[count - 1] = step
                    unsafe Digest.sha256(UnsafeRawBufferPointer(block), into: block)
                }
                unsafe result.copyMemory(from: UnsafeRawBufferPointer(rebasing: block[..<Self.byteCount]))
            }
        }
    }

    /// A key for which both this and another are needed: HKDF for `label` over the HMAC of the other under this one.
    public func bound(to other: SecretKey, label: String) -> SecretKey {
        let both = unsafe SecretKey { output in
            unsafe other.withBytes { other in
                unsafe withBytes { unsafe KeyedHash.sha256.authenticate(other, key: $0, into: output) }
            }
        }
        return both.derive(label: label)
    }

    /// Compares in constant time.
    public static func == (left: SecretKey, right: SecretKey) -> Bool {
        unsafe left.withBytes { left in
            unsafe right.withBytes { right in unsafe CRYPTO_memcmp(left.baseAddress, right.baseAddress, byteCount) == 0
            }
        }
    }

    /// Says what it is, never what is in it.
    public var description: String { "SecretKey" }

    /// Shows nothing to `dump` and debuggers' reflection either.
    public var customMirror: Mirror { Mirror(self, children: []) }

    /// 4 MiB hold 131,072 pieces; the system locks pages only as they are touched.
    private static let secureHeapSize = 4 << 20
    private static let secureHeap: Bool = CRYPTO_secure_malloc_init(secureHeapSize, 32) != 0

    /// Keys leave a quarter of the heap alone: libcrypto keeps each thread's random generator and the private halves of
    /// signing keys there, and without room for them no thread could make a nonce.
    private static func allocate() -> UnsafeMutableRawPointer {
        if secureHeap, CRYPTO_secure_used() < secureHeapSize / 4 * 3,
            let memory = unsafe CRYPTO_secure_malloc(byteCount, nil, 0)
        {
            return unsafe memory
        }
        guard let memory = unsafe CRYPTO_malloc(byteCount, nil, 0) else { preconditionFailure("no memory for a key") }
        return unsafe memory
    }
}
