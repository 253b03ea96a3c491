internal import COpenSSL
internal import Glibc

/// An RFC 3161 time stamp whose own signature holds. Who signed it is for the caller to trust or not.
public struct TimeStamp: Sendable, Hashable {
    /// Seconds since 1970.
    public let time: Int64
    public let authority: Certificate
    /// The other certificates that came with it.
    public let intermediates: [Certificate]

    /// Why a time stamp says nothing.
    public enum Defect: Error, Sendable, Hashable {
        /// No time stamp that can be read.
        case malformed
        /// It is about other bytes.
        case mismatch
        /// Its signature does not hold, or an algorithm of it is not supported.
        case signatureFails
        /// The authority's certificate was not valid at the time that it states.
        case outsideValidity
    }

    /// More than any chain of certificates in a token takes.
    public static let byteLimit = 131_072

    /// - Parameters:
    ///   - derBytes: a TimeStampToken, or the TimeStampResp that carries one.
    ///   - message: what must have been stamped.
    public init(derBytes: [UInt8], over message: [UInt8]) throws(Defect) {
        defer { ERR_clear_error() }
        guard derBytes.count <= Self.byteLimit, let token = SignedTimeStampToken(derBytes) else { throw .malformed }
        guard let content = token.verifiedContent, let signer = token.signer else { throw .signatureFails }
        guard let info = TimeStampInfo(content) else { throw .malformed }
        let certificates = token.certificates
        guard let authority = certificates.first(where: { $0.derBytes == signer }) else { throw .signatureFails }
        guard authority.validity.contains(info.time) else { throw .outsideValidity }
        guard let algorithm = info.algorithm else { throw .signatureFails }
        guard algorithm.hash(message[...]) == info.imprint else { throw .mismatch }
        time = info.time
        self.authority = authority
        intermediates = certificates.filter { $0 != authority }
    }
}

/// What a time stamp states: a hash, and when it was there.
private struct TimeStampInfo {
    let time: Int64
    /// None where it is not of the SHA-2 family.
    let algorithm: HashAlgorithm?
    let imprint: [UInt8]

    init?(_ derBytes: [UInt8]) {
        let parsed = unsafe derBytes.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            return unsafe d2i_TS_TST_INFO(nil, &cursor, bytes.count)
        }
        guard let parsed = unsafe parsed else { return nil }
        defer { unsafe TS_TST_INFO_free(parsed) }
        var parts = unsafe tm()
        guard unsafe ASN1_TIME_to_tm(TS_TST_INFO_get_time(parsed), &parts) == 1,
            let stamped = unsafe TS_TST_INFO_get_msg_imprint(parsed),
            let bytes = unsafe TS_MSG_IMPRINT_get_msg(stamped)
        else { return nil }
        time = unsafe Int64(timegm(&parts))
        var object: OpaquePointer?
        unsafe X509_ALGOR_get0(&object, nil, nil, TS_MSG_IMPRINT_get_algo(stamped))
        algorithm =
            switch unsafe OBJ_obj2nid(object) {
            case NID_sha256: .sha256
            case NID_sha384: .sha384
            case NID_sha512: .sha512
            default: nil
            }
        imprint = unsafe Array(
            UnsafeBufferPointer(start: ASN1_STRING_get0_data(bytes), count: Int(ASN1_STRING_length(bytes))))
    }
}

/// The signed envelope of a time stamp (CMS), freed when it is let go.
@safe
private struct SignedTimeStampToken: ~Copyable {
    private let pointer: OpaquePointer

    init?(_ derBytes: [UInt8]) {
        let parsed: OpaquePointer? = unsafe derBytes.withUnsafeBufferPointer { bytes in
            var cursor = bytes.baseAddress
            if let token = unsafe d2i_CMS_ContentInfo(nil, &cursor, bytes.count) { return unsafe token }
            unsafe cursor = bytes.baseAddress
            guard let response = unsafe d2i_TS_RESP(nil, &cursor, bytes.count) else { return nil }
            defer { unsafe TS_RESP_free(response) }
            guard let token = unsafe TS_RESP_get_token(response) else { return nil }
            // The same bytes again, for the part of OpenSSL that knows every signature algorithm.
            var der: UnsafeMutablePointer<UInt8>?
            let count = unsafe i2d_PKCS7(token, &der)
            defer { unsafe vericlip_openssl_free(der) }
            guard count > 0 else { return nil }
            var inner = unsafe UnsafePointer(der)
            return unsafe d2i_CMS_ContentInfo(nil, &inner, Int(count))
        }
        guard let parsed = unsafe parsed else { return nil }
        guard unsafe OBJ_obj2nid(CMS_get0_eContentType(parsed)) == NID_id_smime_ct_TSTInfo else {
            unsafe CMS_ContentInfo_free(parsed)
            return nil
        }
        unsafe pointer = unsafe parsed
    }

    deinit {
        unsafe CMS_ContentInfo_free(pointer)
    }

    /// The content, where the signature over it holds; the chain of who signed is not looked at.
    var verifiedContent: [UInt8]? {
        let output = unsafe BIO_new(BIO_s_mem())
        defer { unsafe BIO_free(output) }
        let flags = UInt32(CMS_BINARY | CMS_NO_SIGNER_CERT_VERIFY)
        guard unsafe CMS_verify(pointer, nil, nil, nil, output, flags) == 1 else { return nil }
        var start: UnsafePointer<CChar>?
        let count = unsafe vericlip_bio_bytes(output, &start)
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// The DER of the certificate that signed; known once the content was verified.
    var signer: [UInt8]? {
        guard let signers = unsafe CMS_get0_signers(pointer) else { return nil }
        defer { unsafe vericlip_x509s_release(signers) }
        guard unsafe vericlip_x509s_count(signers) == 1 else { return nil }
        return unsafe CertificateHandle.derBytes(of: vericlip_x509s_at(signers, 0))
    }

    var certificates: [Certificate] {
        guard let stack = unsafe CMS_get1_certs(pointer) else { return [] }
        defer { unsafe vericlip_x509s_free(stack) }
        return unsafe (0..<vericlip_x509s_count(stack)).compactMap { index in
            try? Certificate(derBytes: unsafe CertificateHandle.derBytes(of: vericlip_x509s_at(stack, index)))
        }
    }
}
