internal import COpenSSL
internal import Glibc

/// An X509 of OpenSSL, freed when it is let go.
@safe
struct CertificateHandle: ~Copyable {
    let pointer: OpaquePointer

    init?(owning pointer: OpaquePointer?) {
        guard let pointer = unsafe pointer else { return nil }
        unsafe self.pointer = unsafe pointer
    }

    /// Nothing where the bytes are not exactly one certificate.
    init?(_ derBytes: [UInt8]) {
        let parsed: OpaquePointer? = unsafe derBytes.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            guard let parsed = unsafe d2i_X509(nil, &cursor, bytes.count) else { return nil }
            guard let end = unsafe cursor, unsafe end - bytes.baseAddress! == bytes.count else {
                unsafe X509_free(parsed)
                return nil
            }
            return unsafe parsed
        }
        ERR_clear_error()
        guard let parsed = unsafe parsed else { return nil }
        unsafe self.pointer = unsafe parsed
    }

    deinit {
        unsafe X509_free(pointer)
    }

    var derBytes: [UInt8] { unsafe Self.derBytes(of: pointer) }

    static func derBytes(of pointer: OpaquePointer?) -> [UInt8] {
        var der: UnsafeMutablePointer<UInt8>?
        let count = unsafe i2d_X509(pointer, &der)
        defer { unsafe vericlip_openssl_free(der) }
        return unsafe count > 0 ? Array(UnsafeBufferPointer(start: der, count: Int(count))) : []
    }

    var publicKey: VerificationKey? { unsafe VerificationKey(owning: X509_get_pubkey(pointer)) }

    /// Nothing where a bound is no time, or the end lies before the start.
    var validity: ClosedRange<Int64>? {
        guard let start = unsafe seconds(X509_get0_notBefore(pointer)),
            let end = unsafe seconds(X509_get0_notAfter(pointer)), start <= end
        else { return nil }
        return start...end
    }

    private func seconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
        var parts = unsafe tm()
        guard unsafe time != nil, unsafe ASN1_TIME_to_tm(time, &parts) == 1 else { return nil }
        return unsafe Int64(timegm(&parts))
    }

    /// The last entry of a kind in the subject's name.
    func subjectText(_ identifier: Int32) -> String? {
        let name = unsafe X509_get_subject_name(pointer)
        var (index, next) = unsafe (Int32(-1), X509_NAME_get_index_by_NID(name, identifier, -1))
        while next >= 0 {
            index = next
            next = unsafe X509_NAME_get_index_by_NID(name, identifier, index)
        }
        guard index >= 0 else { return nil }
        var text: UnsafeMutablePointer<UInt8>?
        let count = unsafe ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)))
        defer { unsafe vericlip_openssl_free(text) }
        return unsafe count >= 0
            ? String(decoding: UnsafeBufferPointer(start: text, count: Int(count)), as: UTF8.self) : nil
    }

    var facts: CertificateFacts {
        let flags = unsafe X509_get_extension_flags(pointer)
        var (issuerID, subjectID): (UnsafePointer<ASN1_BIT_STRING>?, UnsafePointer<ASN1_BIT_STRING>?)
        unsafe X509_get0_uids(pointer, &issuerID, &subjectID)
        var hash: Int32 = NID_undef
        let hasHash = unsafe X509_get_signature_info(pointer, &hash, nil, nil, nil) == 1 && hash != NID_undef
        defer { ERR_clear_error() }
        return unsafe CertificateFacts(
            version: X509_get_version(pointer) + 1,
            isAuthority: flags & UInt32(EXFLAG_CA) != 0,
            isSelfIssued: X509_NAME_cmp(X509_get_subject_name(pointer), X509_get_issuer_name(pointer)) == 0,
            hasUniqueIdentifiers: issuerID != nil || subjectID != nil,
            hasAuthorityKeyIdentifier: X509_get_ext_by_NID(pointer, NID_authority_key_identifier, -1) >= 0,
            hasSubjectKeyIdentifier: X509_get_ext_by_NID(pointer, NID_subject_key_identifier, -1) >= 0,
            hasUnusableExtension: flags & UInt32(EXFLAG_INVALID | EXFLAG_CRITICAL) != 0,
            keyUsage: flags & UInt32(EXFLAG_KUSAGE) == 0 ? nil : .init(rawValue: X509_get_key_usage(pointer)),
            extendedKeyUsage: extendedKeyUsage,
            signatureAlgorithm: String(cString: OBJ_nid2sn(X509_get_signature_nid(pointer))),
            signatureHash: hasHash ? String(cString: OBJ_nid2ln(hash)) : nil,
            key: publicKey?.kind ?? .other)
    }

    private var extendedKeyUsage: [String]? {
        guard let found = unsafe X509_get_ext_d2i(pointer, NID_ext_key_usage, nil, nil) else { return nil }
        let oids = OpaquePointer(found)
        defer { unsafe vericlip_oids_free(oids) }
        return unsafe (0..<vericlip_oid_count(oids)).map { index in
            var text = [CChar](repeating: 0, count: 128)
            let count = unsafe OBJ_obj2txt(&text, Int32(text.count), vericlip_oid(oids, index), 1)
            return String(
                decoding: text.prefix(min(max(Int(count), 0), text.count - 1)).map { UInt8(bitPattern: $0) },
                as: UTF8.self)
        }
    }
}
