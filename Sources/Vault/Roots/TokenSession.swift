import CPKCS11
import Glibc
import Synchronization

/// A session with a token, used by one thread at a time. A token that lost it (it was pulled out, its daemon restarted) gets a new
/// one, once for each call.
@safe final class TokenSession: Sendable {
    private struct Handles {
        var session: CK_SESSION_HANDLE
        var wrapping: CK_OBJECT_HANDLE
        var authenticating: CK_OBJECT_HANDLE
    }

    // The module stays loaded as long as the process: nothing is gained by unloading it, and its threads may still run.
    private nonisolated(unsafe) let functions: UnsafePointer<CK_FUNCTION_LIST>
    private let root: RootToken
    private let handles: Mutex<Handles>

    /// Opens the module, signs in and finds the keys; with `making` it makes them first.
    init(_ root: RootToken, making: Bool = false) throws(VaultError) {
        self.root = root
        let functions = try unsafe Self.load(root.module)
        unsafe self.functions = unsafe functions
        do throws(TokenFailure) {
            handles = Mutex(try unsafe Self.connect(functions, root, making: making))
        } catch {
            throw error.meaning
        }
    }

    deinit { end() }

    /// Closes the session; what is asked of it afterwards opens a new one.
    func end() {
        _ = handles.withLock { handles in unsafe functions.pointee.close_session?(handles.session) }
    }

    /// HMAC-SHA-256 of `message`. Throws `token`.
    func authenticate(_ message: [UInt8]) throws(VaultError) -> [UInt8] {
        try unsafe perform { (functions, handles) throws(TokenFailure) in
            var mechanism = unsafe CK_MECHANISM(mechanism: CK_ULONG(PEONY_CKM_SHA256_HMAC), parameter: nil, count: 0)
            var mac = [UInt8](repeating: 0, count: 32)
            var count = CK_ULONG(mac.count)
            try unsafe check(functions.sign_init?(handles.session, &mechanism, handles.authenticating))
            try unsafe check(functions.sign?(handles.session, message, CK_ULONG(message.count), &mac, &count))
            guard count == 32 else { throw TokenFailure.other(VaultError(.token, "the token authenticates in another way")) }
            return mac
        }
    }

    /// Ciphertext and tag. Throws `token`.
    func seal(_ text: [UInt8], nonce: [UInt8], associated: [UInt8]) throws(VaultError) -> [UInt8] {
        try unsafe perform { (functions, handles) throws(TokenFailure) in
            var sealed = [UInt8](repeating: 0, count: text.count + AES256GCM.tagCount)
            var count = CK_ULONG(sealed.count)
            try unsafe withGCM(nonce, associated) { mechanism throws(TokenFailure) in
                try unsafe check(functions.encrypt_init?(handles.session, mechanism, handles.wrapping))
                try unsafe check(functions.encrypt?(handles.session, text, CK_ULONG(text.count), &sealed, &count))
            }
            return Array(sealed.prefix(Int(count)))
        }
    }

    /// The text of ciphertext and tag. Throws `cannotOpen` when the token says that they are not authentic, `token`.
    func open(_ sealed: [UInt8], nonce: [UInt8], associated: [UInt8]) throws(VaultError) -> [UInt8] {
        try unsafe perform { (functions, handles) throws(TokenFailure) in
            var text = [UInt8](repeating: 0, count: sealed.count)
            var count = CK_ULONG(text.count)
            try unsafe withGCM(nonce, associated) { mechanism throws(TokenFailure) in
                try unsafe check(functions.decrypt_init?(handles.session, mechanism, handles.wrapping))
                try unsafe check(functions.decrypt?(handles.session, sealed, CK_ULONG(sealed.count), &text, &count))
            }
            return Array(text.prefix(Int(count)))
        }
    }

    private func perform<R>(_ body: (CK_FUNCTION_LIST, Handles) throws(TokenFailure) -> R) throws(VaultError) -> R {
        try handles.withLock { (handles) throws(VaultError) -> R in
            do throws(TokenFailure) {
                return try unsafe body(functions.pointee, handles)
            } catch  where error.isLostSession {
                _ = unsafe functions.pointee.close_session?(handles.session)
            } catch {
                throw error.meaning
            }
            do throws(TokenFailure) {
                handles = try unsafe Self.connect(functions, root, making: false)
                return try unsafe body(functions.pointee, handles)
            } catch {
                throw error.meaning
            }
        }
    }

    private static func load(_ path: String) throws(VaultError) -> UnsafePointer<CK_FUNCTION_LIST> {
        guard let library = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL),
            let symbol = unsafe dlsym(library, "C_GetFunctionList")
        else { throw VaultError(.token, "\(path) is not a PKCS #11 module") }
        let entry = unsafe unsafeBitCast(symbol, to: peony_get_function_list.self)
        var list: UnsafeMutablePointer<CK_FUNCTION_LIST>?
        guard unsafe entry(&list) == CK_RV(PEONY_CKR_OK), let list = unsafe list else {
            throw VaultError(.token, "\(path) gives no functions")
        }
        var arguments = unsafe CK_C_INITIALIZE_ARGS()
        unsafe arguments.flags = CK_FLAGS(PEONY_CKF_OS_LOCKING_OK)
        let status = unsafe list.pointee.initialize?(&arguments)
        guard status == CK_RV(PEONY_CKR_OK) || status == CK_RV(PEONY_CKR_CRYPTOKI_ALREADY_INITIALIZED) else {
            throw VaultError(.token, "\(path) does not start")
        }
        return unsafe UnsafePointer(list)
    }

    private static func connect(
        _ functions: UnsafePointer<CK_FUNCTION_LIST>, _ root: RootToken, making: Bool
    ) throws(TokenFailure) -> Handles {
        let list = unsafe functions.pointee
        guard let slot = try unsafe slot(of: root.token, list) else {
            throw .other(VaultError(.token, "no token has the label \(root.token)"))
        }
        var session: CK_SESSION_HANDLE = 0
        let flags = PEONY_CKF_SERIAL_SESSION | (making ? PEONY_CKF_RW_SESSION : 0)
        try unsafe check(list.open_session?(slot, CK_FLAGS(flags), nil, nil, &session))
        do throws(TokenFailure) {
            try unsafe login(session, pinFile: root.pinFile, list)
            return try unsafe keys(of: root, making: making, in: session, list)
        } catch {
            _ = unsafe list.close_session?(session)
            throw error
        }
    }

    private static func login(_ session: CK_SESSION_HANDLE, pinFile: String, _ list: CK_FUNCTION_LIST) throws(TokenFailure) {
        var pin: [UInt8]
        do throws(VaultError) {
            pin = Array(try KeyFile.read(pinFile).utf8)
        } catch {
            throw .other(error)
        }
        defer { unsafe pin.withUnsafeMutableBytes { unsafe Libcrypto.wipe($0) } }
        let end = pin.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
        let status = unsafe list.login?(session, CK_ULONG(PEONY_CKU_USER), pin, CK_ULONG(end))
        if status != CK_RV(PEONY_CKR_USER_ALREADY_LOGGED_IN) { try check(status) }
    }

    private static func keys(
        of root: RootToken, making: Bool, in session: CK_SESSION_HANDLE, _ list: CK_FUNCTION_LIST
    ) throws(TokenFailure) -> Handles {
        let names = (wrapping: root.key, authenticating: root.key + "-mac")
        if making {
            let known = try unsafe [find(names.wrapping, in: session, list), find(names.authenticating, in: session, list)]
            guard known.allSatisfy({ $0 == nil }) else {
                throw .other(VaultError(.token, "the token has a key \(root.key) already"))
            }
            try unsafe generate(names.wrapping, forWrapping: true, in: session, list)
            try unsafe generate(names.authenticating, forWrapping: false, in: session, list)
        }
        guard let wrapping = try unsafe find(names.wrapping, in: session, list),
            let authenticating = try unsafe find(names.authenticating, in: session, list)
        else { throw .other(VaultError(.token, "the token has no keys \(names.wrapping) and \(names.authenticating)")) }
        return Handles(session: session, wrapping: wrapping, authenticating: authenticating)
    }

    private static func slot(of label: String, _ list: CK_FUNCTION_LIST) throws(TokenFailure) -> CK_SLOT_ID? {
        var count: CK_ULONG = 0
        try unsafe check(list.get_slot_list?(1, nil, &count))
        var slots = [CK_SLOT_ID](repeating: 0, count: Int(count))
        try unsafe check(list.get_slot_list?(1, &slots, &count))
        let wanted = Array(label.utf8) + Array(repeating: 0x20, count: max(0, 32 - label.utf8.count))
        for slot in slots.prefix(Int(count)) {
            var info = CK_TOKEN_INFO()
            try unsafe check(list.get_token_info?(slot, &info))
            if unsafe withUnsafeBytes(of: info.label, { unsafe $0.elementsEqual(wanted) }) { return slot }
        }
        return nil
    }

    private static func find(
        _ label: String, in session: CK_SESSION_HANDLE, _ list: CK_FUNCTION_LIST
    ) throws(TokenFailure) -> CK_OBJECT_HANDLE? {
        var kind = CK_ULONG(PEONY_CKO_SECRET_KEY)
        var name = Array(label.utf8)
        var found: [CK_OBJECT_HANDLE] = [0]
        var count: CK_ULONG = 0
        try unsafe withUnsafeMutableBytes(of: &kind) { (kind) throws(TokenFailure) in
            try unsafe name.withUnsafeMutableBufferPointer { (name) throws(TokenFailure) in
                let name = UnsafeMutableRawBufferPointer(name)
                var attributes = unsafe [attribute(PEONY_CKA_CLASS, kind), attribute(PEONY_CKA_LABEL, name)]
                try unsafe check(list.find_objects_init?(session, &attributes, CK_ULONG(attributes.count)))
            }
        }
        let status = unsafe list.find_objects?(session, &found, 1, &count)
        _ = unsafe list.find_objects_final?(session)
        try check(status)
        return count == 1 ? found[0] : nil
    }

    /// A secret key that stays: private, sensitive, not extractable, good for one thing.
    private static func generate(
        _ label: String, forWrapping: Bool, in session: CK_SESSION_HANDLE, _ list: CK_FUNCTION_LIST
    ) throws(TokenFailure) {
        var mechanism = unsafe CK_MECHANISM(
            mechanism: CK_ULONG(forWrapping ? PEONY_CKM_AES_KEY_GEN : PEONY_CKM_GENERIC_SECRET_KEY_GEN), parameter: nil, count: 0)
        var (yes, no): (CK_BBOOL, CK_BBOOL) = (1, 0)
        var length = CK_ULONG(SecretKey.byteCount)
        var name = Array(label.utf8)
        var key: CK_OBJECT_HANDLE = 0
        try unsafe withUnsafeMutableBytes(of: &yes) { (yes) throws(TokenFailure) in
            try unsafe withUnsafeMutableBytes(of: &no) { (no) throws(TokenFailure) in
                try unsafe withUnsafeMutableBytes(of: &length) { (length) throws(TokenFailure) in
                    try unsafe name.withUnsafeMutableBufferPointer { (name) throws(TokenFailure) in
                        let name = UnsafeMutableRawBufferPointer(name)
                        var attributes = unsafe [
                            attribute(PEONY_CKA_LABEL, name), attribute(PEONY_CKA_VALUE_LEN, length), attribute(PEONY_CKA_TOKEN, yes),
                            attribute(PEONY_CKA_PRIVATE, yes), attribute(PEONY_CKA_SENSITIVE, yes), attribute(PEONY_CKA_EXTRACTABLE, no),
                        ]
                        if forWrapping {
                            unsafe attributes += [attribute(PEONY_CKA_ENCRYPT, yes), attribute(PEONY_CKA_DECRYPT, yes)]
                        } else {
                            unsafe attributes.append(attribute(PEONY_CKA_SIGN, yes))
                        }
                        try unsafe check(list.generate_key?(session, &mechanism, &attributes, CK_ULONG(attributes.count), &key))
                    }
                }
            }
        }
    }
}

/// What went wrong on the way to a token.
private enum TokenFailure: Error {
    /// It answered with this code.
    case refused(CK_RV)
    case other(VaultError)

    var isLostSession: Bool {
        guard case .refused(let code) = self else { return false }
        return [PEONY_CKR_SESSION_CLOSED, PEONY_CKR_SESSION_HANDLE_INVALID, PEONY_CKR_OBJECT_HANDLE_INVALID, PEONY_CKR_DEVICE_REMOVED]
            .contains { CK_RV($0) == code }
    }

    var meaning: VaultError {
        switch self {
        case .other(let error): error
        case .refused(CK_RV(PEONY_CKR_ENCRYPTED_DATA_INVALID)), .refused(CK_RV(PEONY_CKR_ENCRYPTED_DATA_LEN_RANGE)):
            VaultError(.cannotOpen, "the token says that the authenticator does not match")
        case .refused(let code): VaultError(.token, "the token refused (0x\(String(code, radix: 16)))")
        }
    }
}

/// Nil is a function that the module does not have.
private func check(_ status: CK_RV?) throws(TokenFailure) {
    guard let status else { throw .refused(CK_RV(PEONY_CKR_FUNCTION_NOT_SUPPORTED)) }
    guard status == CK_RV(PEONY_CKR_OK) else { throw .refused(status) }
}

private func attribute(_ type: Int, _ value: UnsafeMutableRawBufferPointer) -> CK_ATTRIBUTE {
    unsafe CK_ATTRIBUTE(type: CK_ULONG(type), value: value.baseAddress, count: CK_ULONG(value.count))
}

/// AES-GCM with a nonce of 96 bits and a tag of 128; pointers hold while `body` runs.
private func withGCM(
    _ nonce: [UInt8], _ associated: [UInt8], _ body: (UnsafeMutablePointer<CK_MECHANISM>) throws(TokenFailure) -> Void
) throws(TokenFailure) {
    var (nonce, associated) = (nonce, associated)
    try unsafe nonce.withUnsafeMutableBufferPointer { (nonce) throws(TokenFailure) in
        try unsafe associated.withUnsafeMutableBufferPointer { (associated) throws(TokenFailure) in
            var parameters = unsafe CK_GCM_PARAMS(
                iv: nonce.baseAddress, iv_count: CK_ULONG(nonce.count), iv_bits: CK_ULONG(nonce.count * 8),
                associated: associated.baseAddress, associated_count: CK_ULONG(associated.count),
                tag_bits: CK_ULONG(AES256GCM.tagCount * 8))
            try unsafe withUnsafeMutableBytes(of: &parameters) { (parameters) throws(TokenFailure) in
                var mechanism = unsafe CK_MECHANISM(
                    mechanism: CK_ULONG(PEONY_CKM_AES_GCM), parameter: parameters.baseAddress, count: CK_ULONG(parameters.count))
                try unsafe body(&mechanism)
            }
        }
    }
}
