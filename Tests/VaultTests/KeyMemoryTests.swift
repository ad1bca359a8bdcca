import Dispatch
import Foundation
import Synchronization
import Testing
import Vault

/// One after the other: the second fills the secure heap that the first looks into.
@Testing.Suite(.serialized) struct KeyMemoryTests {
    @Test("the bytes of a key are gone when the key is")
    func zeroing() throws {
        let secret = Random.bytes(32)
        var key: SecretKey? = try SecretKey(bytes: secret)
        let address = try #require(key?.withBytes { UInt(bitPattern: $0.baseAddress) })
        key = nil
        // libcrypto's secure heap stays mapped. Another key may have moved in by now, the old one must be gone.
        let memory = try #require(UnsafeRawPointer(bitPattern: address))
        #expect([UInt8](UnsafeRawBufferPointer(start: memory, count: 32)) != secret)
        #expect([UInt8](UnsafeRawBufferPointer(start: memory, count: 32)).suffix(16) != secret.suffix(16))
    }

    @Test("more keys than the secure heap holds are still keys")
    func manyKeys() throws {
        let keys = (0..<140_000).map { _ in SecretKey.random() }
        #expect(keys.first != keys.last)
        #expect(try keys[139_999] == SecretKey(bytes: keys[139_999].withBytes { [UInt8]($0) }))
        // A thread that is new must still find room for its random generator.
        let made = Mutex(0)
        let done = DispatchSemaphore(value: 0)
        for _ in 0..<8 {
            Thread {
                _ = Random.bytes(12)
                made.withLock { $0 += 1 }
                done.signal()
            }.start()
        }
        for _ in 0..<8 { done.wait() }
        #expect(made.withLock { $0 } == 8)
    }
}
