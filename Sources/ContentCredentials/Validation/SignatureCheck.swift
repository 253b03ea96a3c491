import Signing

/// Who signed a claim, when, and whether it holds.
struct SignatureCheck {
    private(set) var statuses: [StatusCode] = [.ocspSkipped]
    private(set) var signer: Certificate?
    /// Seconds since 1970, from a time stamp that holds and whose authority counts.
    private(set) var signedAt: Int64?
    private(set) var isTimeVouchedFor = false
    /// For people: the first thing that was wrong.
    private(set) var reason: String?

    /// - Parameters:
    ///   - anchors: none where there is no trust list.
    ///   - now: seconds since 1970.
    init(_ signature: ClaimSignature, over claim: Claim, anchors: TrustAnchors?, now: Int64) {
        check(signature, claim, anchors, now)
    }

    private mutating func check(_ signature: ClaimSignature, _ claim: Claim, _ anchors: TrustAnchors?, _ now: Int64) {
        guard let algorithm = signature.algorithm else {
            return fail(.algorithmUnsupported, "it is signed by an algorithm that C2PA does not allow")
        }
        guard let leaf = signature.certificates.first else {
            return fail(.credentialInvalid, "it is signed without a certificate")
        }
        guard let signer = try? Certificate(derBytes: leaf) else {
            statuses.append(.credentialUntrusted)
            return fail(.claimSignatureMismatch, "the signer's certificate cannot be read")
        }
        self.signer = signer
        checkTimeStamp(signature.timeStamp, anchors, countsAnyway: claim.isVersion1)

        let time = signedAt ?? now
        if !signer.validity.contains(time) {
            fail(
                .credentialExpired, "its certificate was not valid when it was signed, or nobody can say when that was")
        } else if let defect = CertificateRules.defect(of: signer) {
            fail(.credentialInvalid, defect)
        }
        let intermediates = signature.certificates.dropFirst().compactMap { try? Certificate(derBytes: $0) }
        if let anchors, anchors.trust(signer, through: intermediates, at: time, for: .signing) {
            statuses.append(.credentialTrusted)
        } else {
            statuses.append(.credentialUntrusted)
        }
        guard signer.verifies(signature: signature.signature, over: signature.signedBytes, by: algorithm) else {
            return fail(.claimSignatureMismatch, "what was signed was changed since")
        }
        if signer.validity.contains(time) { statuses.append(.claimSignatureInsideValidity) }
        statuses.append(.claimSignatureValidated)
    }

    private mutating func fail(_ code: StatusCode, _ reason: String) {
        statuses.append(code)
        self.reason = self.reason ?? reason
    }

    private static func code(for defect: TimeStamp.Defect) -> StatusCode {
        switch defect {
        case .malformed: .timeStampMalformed
        case .mismatch: .timeStampMismatch
        case .signatureFails: .timeStampUntrusted
        case .outsideValidity: .timeStampOutsideValidity
        }
    }

    /// - Parameter countsAnyway: of a claim of version 1 time stamps count whoever made them, as C2PA's reference reader has it.
    private mutating func checkTimeStamp(
        _ header: ClaimSignature.TimeStampHeader?, _ anchors: TrustAnchors?, countsAnyway: Bool
    ) {
        guard let header else { return }
        let stamp: TimeStamp
        do { stamp = try TimeStamp(derBytes: header.token, over: header.message) } catch {
            statuses.append(Self.code(for: error))
            return
        }
        statuses.append(.timeStampValidated)
        let isTrusted =
            anchors?.trust(stamp.authority, through: stamp.intermediates, at: stamp.time, for: .timeStamping) ?? false
        let counts = isTrusted || countsAnyway
        statuses.append(counts ? .timeStampTrusted : .timeStampUntrusted)
        if counts { (signedAt, isTimeVouchedFor) = (stamp.time, isTrusted) }
    }
}
