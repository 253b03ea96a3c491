internal import COpenSSL
internal import Glibc

/// Certificate authorities that somebody decided to trust, and the chains that lead up to them.
public struct TrustAnchors: Sendable, Hashable {
    /// What certificates of a chain are used for.
    public enum Purpose: Sendable { case signing, timeStamping }

    public let certificates: [Certificate]

    public init(_ certificates: [Certificate]) { self.certificates = certificates }

    public var isEmpty: Bool { certificates.isEmpty }

    /// A trust list of PEM certificates; `byteLimit` is far beyond the 30 authorities of 2026.
    public init(ofFile path: String) throws(SigningError) {
        var bytes: [UInt8] = []
        let file = try OpenFile(reading: path, flags: O_NONBLOCK)
        try file.forEachPiece(of: Self.byteLimit) { piece in
            if bytes.count <= Self.byteLimit { unsafe bytes += piece.withUnsafeBytes { unsafe Array($0) } }
        }
        guard bytes.count <= Self.byteLimit else { throw .notACertificate }
        certificates = try Certificate.all(inPEM: bytes)
        guard !certificates.isEmpty else { throw .notACertificate }
    }

    private static let byteLimit = 4 << 20

    /// Whether a chain leads from the certificate to one of these at a time, in seconds since 1970. The certificate itself
    /// does not count as an anchor.
    public func trust(
        _ certificate: Certificate, through intermediates: [Certificate], at time: Int64, for purpose: Purpose
    ) -> Bool {
        guard let leaf = CertificateHandle(certificate.derBytes), let store = unsafe X509_STORE_new() else {
            return false
        }
        defer { unsafe X509_STORE_free(store) }
        let chain = unsafe vericlip_x509s_new()
        defer { unsafe vericlip_x509s_free(chain) }
        for anchor in certificates where anchor != certificate {
            if let handle = CertificateHandle(anchor.derBytes) { unsafe X509_STORE_add_cert(store, handle.pointer) }
        }
        for intermediate in intermediates {
            guard let handle = CertificateHandle(intermediate.derBytes), unsafe X509_up_ref(handle.pointer) == 1 else {
                continue
            }
            unsafe vericlip_x509s_add(chain, handle.pointer)
        }
        guard let context = unsafe X509_STORE_CTX_new() else { return false }
        defer {
            unsafe X509_STORE_CTX_free(context)
            ERR_clear_error()
        }
        guard unsafe X509_STORE_CTX_init(context, store, leaf.pointer, chain) == 1 else { return false }
        let parameters = unsafe X509_STORE_CTX_get0_param(context)
        // An intermediate authority may be an anchor too.
        unsafe X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        unsafe X509_VERIFY_PARAM_set_time(parameters, time_t(time))
        // Deep enough for every chain seen; a bound on what a hostile file can ask for.
        unsafe X509_VERIFY_PARAM_set_depth(parameters, 8)
        if purpose == .timeStamping {
            unsafe X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_TIMESTAMP_SIGN)
        }
        return unsafe X509_verify_cert(context) == 1
    }
}
