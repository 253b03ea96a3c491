internal import CPKCS11
internal import Glibc

/// A session with a token in which its user is logged in, and the key that was asked for.
///
/// The module stays loaded and initialised until the process ends: another session may be using it.
@safe
struct TokenSession: ~Copyable {
    private let opened: Opened

    @safe
    private struct Opened {
        let functions: UnsafeMutablePointer<vericlip_ck_functions>
        let handle: vericlip_ck_ulong
        let key: vericlip_ck_ulong
        let publicKey: PublicKey
    }

    var publicKey: PublicKey { opened.publicKey }

    init(_ reference: TokenKeyReference, pin: [UInt8]) throws(SigningError) {
        opened = try Self.open(reference, pin: pin)
    }

    private static func open(_ reference: TokenKeyReference, pin: [UInt8]) throws(SigningError) -> Opened {
        let functions = try unsafe functions(of: reference.module)
        let slot = try unsafe slot(of: reference.token, functions)
        var handle: vericlip_ck_ulong = 0
        try check(
            "C_OpenSession",
            unsafe functions.pointee.open_session?(slot, UInt(VERICLIP_CKF_SERIAL_SESSION), nil, nil, &handle))
        do throws(SigningError) {
            try unsafe logIn(functions, handle, pin)
            let key = try unsafe object(functions, handle, UInt(VERICLIP_CKO_PRIVATE_KEY), labelled: reference.key)
            let half = try unsafe object(functions, handle, UInt(VERICLIP_CKO_PUBLIC_KEY), labelled: reference.key)
            let publicKey = try unsafe publicKey(functions, handle, half)
            return unsafe Opened(functions: functions, handle: handle, key: key, publicKey: publicKey)
        } catch {
            _ = unsafe functions.pointee.close_session?(handle)
            throw error
        }
    }

    deinit { _ = unsafe opened.functions.pointee.close_session?(opened.handle) }

    func signature(over message: [UInt8]) throws(SigningError) -> [UInt8] {
        let isDigested = publicKey.algorithm == .es256
        let data = isDigested ? SHA256Digest(of: message).bytes : message
        var mechanism = unsafe vericlip_ck_mechanism(
            mechanism: UInt(isDigested ? VERICLIP_CKM_ECDSA : VERICLIP_CKM_EDDSA), parameter: nil, parameter_count: 0)
        let functions = unsafe opened.functions
        try check("C_SignInit", unsafe functions.pointee.sign_init?(opened.handle, &mechanism, opened.key))
        var signature = [UInt8](repeating: 0, count: 64)
        var count = UInt(signature.count)
        try check("C_Sign", unsafe functions.pointee.sign?(opened.handle, data, UInt(data.count), &signature, &count))
        guard count == 64 else { throw .cryptography(operation: "signing") }
        return signature
    }
}

/// The steps on the way to a session.
extension TokenSession {
    private static func functions(
        of module: String
    ) throws(SigningError) -> UnsafeMutablePointer<vericlip_ck_functions> {
        guard let library = unsafe dlopen(module, RTLD_NOW | RTLD_LOCAL) else {
            let reason = unsafe dlerror().map { unsafe String(cString: $0) }
            throw .token(.module(path: module, detail: reason ?? "it cannot be loaded"))
        }
        guard let symbol = unsafe dlsym(library, "C_GetFunctionList") else {
            throw .token(.module(path: module, detail: "it is no module of PKCS #11"))
        }
        var list: UnsafeMutablePointer<vericlip_ck_functions>?
        try unsafe check("C_GetFunctionList", vericlip_ck_functions_of(symbol, &list))
        guard let functions = unsafe list else { throw .token(.module(path: module, detail: "it has no functions")) }
        var arguments = unsafe vericlip_ck_initialize()
        unsafe arguments.flags = UInt(VERICLIP_CKF_OS_LOCKING_OK)
        try unsafe check(
            "C_Initialize", functions.pointee.initialize?(&arguments), or: VERICLIP_CKR_ALREADY_INITIALIZED)
        return unsafe functions
    }

    private static func slot(
        of token: String, _ functions: UnsafeMutablePointer<vericlip_ck_functions>
    ) throws(SigningError) -> vericlip_ck_ulong {
        var count: vericlip_ck_ulong = 0
        try unsafe check("C_GetSlotList", functions.pointee.get_slot_list?(1, nil, &count))
        var slots = [vericlip_ck_ulong](repeating: 0, count: Int(min(count, 1024)))
        count = UInt(slots.count)
        try unsafe check("C_GetSlotList", functions.pointee.get_slot_list?(1, &slots, &count))
        for slot in slots.prefix(Int(count)) {
            var info = vericlip_ck_token_info()
            guard unsafe functions.pointee.get_token_info?(slot, &info) == UInt(VERICLIP_CKR_OK) else { continue }
            let bytes = unsafe withUnsafeBytes(of: &info.label) { unsafe Array($0) }
            var label = String(decoding: bytes, as: UTF8.self)
            while label.last == " " || label.last == "\0" { label.removeLast() }
            if label == token { return slot }
        }
        throw .token(.noToken(label: token))
    }

    private static func logIn(
        _ functions: UnsafeMutablePointer<vericlip_ck_functions>, _ session: vericlip_ck_ulong, _ pin: [UInt8]
    ) throws(SigningError) {
        let code = unsafe functions.pointee.login?(session, UInt(VERICLIP_CKU_USER), pin, UInt(pin.count))
        if code == UInt(VERICLIP_CKR_PIN_INCORRECT) || code == UInt(VERICLIP_CKR_PIN_LOCKED) {
            throw .token(.wrongPIN(isLocked: code == UInt(VERICLIP_CKR_PIN_LOCKED)))
        }
        try check("C_Login", code, or: VERICLIP_CKR_USER_ALREADY_LOGGED_IN)
    }

    /// The one object of this class with this label.
    private static func object(
        _ functions: UnsafeMutablePointer<vericlip_ck_functions>, _ session: vericlip_ck_ulong,
        _ kind: vericlip_ck_ulong, labelled label: String
    ) throws(SigningError) -> vericlip_ck_ulong {
        var kind = kind
        var name = Array(label.utf8)
        let length = UInt(name.count)
        let began = unsafe withUnsafeMutablePointer(to: &kind) { kind in
            unsafe name.withUnsafeMutableBytes { name in
                var wanted = unsafe [
                    vericlip_ck_attribute(
                        type: UInt(VERICLIP_CKA_CLASS), value: kind,
                        count: UInt(MemoryLayout<vericlip_ck_ulong>.size)),
                    vericlip_ck_attribute(type: UInt(VERICLIP_CKA_LABEL), value: name.baseAddress, count: length),
                ]
                return unsafe functions.pointee.find_objects_init?(session, &wanted, 2)
            }
        }
        try check("C_FindObjectsInit", began)
        var found = [vericlip_ck_ulong](repeating: 0, count: 2)
        var count: vericlip_ck_ulong = 0
        let code = unsafe functions.pointee.find_objects?(session, &found, 2, &count)
        _ = unsafe functions.pointee.find_objects_final?(session)
        try check("C_FindObjects", code)
        guard count == 1 else { throw .token(.noKey(label: label, matches: Int(count))) }
        return found[0]
    }

    private static func publicKey(
        _ functions: UnsafeMutablePointer<vericlip_ck_functions>, _ session: vericlip_ck_ulong,
        _ object: vericlip_ck_ulong
    ) throws(SigningError) -> PublicKey {
        var kind: vericlip_ck_ulong = 0
        // A P-256 point in its octet string takes 67 bytes.
        var point = [UInt8](repeating: 0, count: 256)
        var length: vericlip_ck_ulong = 0
        let code = unsafe withUnsafeMutablePointer(to: &kind) { kind in
            unsafe point.withUnsafeMutableBytes { point in
                var wanted = unsafe [
                    vericlip_ck_attribute(
                        type: UInt(VERICLIP_CKA_KEY_TYPE), value: kind,
                        count: UInt(MemoryLayout<vericlip_ck_ulong>.size)),
                    vericlip_ck_attribute(
                        type: UInt(VERICLIP_CKA_EC_POINT), value: point.baseAddress, count: UInt(point.count)),
                ]
                let code = unsafe functions.pointee.get_attribute_value?(session, object, &wanted, 2)
                length = unsafe wanted[1].count
                return code
            }
        }
        try check("C_GetAttributeValue", code)
        guard length <= 256 else { throw .unsupportedKey }
        var bytes = Array(point.prefix(Int(length)))
        // The specification wants an octet string in DER; some modules give what is in it.
        if bytes.count >= 2, bytes[0] == 0x04, Int(bytes[1]) == bytes.count - 2 { bytes.removeFirst(2) }
        switch (kind, bytes.count) {
        case (UInt(VERICLIP_CKK_EC), 65): return try PublicKey(p256Point: bytes)
        case (UInt(VERICLIP_CKK_EC_EDWARDS), 32): return try PublicKey(ed25519: bytes)
        default: throw .unsupportedKey
        }
    }
}

/// - Parameters:
///   - code: nothing where the module lacks the function.
///   - other: a second code that is as good as success.
private func check(_ call: String, _ code: vericlip_ck_ulong?, or other: Int = VERICLIP_CKR_OK) throws(SigningError) {
    guard let code, code == UInt(VERICLIP_CKR_OK) || code == UInt(other) else {
        throw .token(.refused(call: call, code: code ?? 0))
    }
}
