/// One finding, by C2PA's code (specification 2.2, section 15.2), and the part of the manifest that it is about.
public struct ValidationStatus: Sendable, Hashable, Codable {
    public var code: StatusCode
    /// A JUMBF address, such as `self#jumbf=/c2pa/urn:…/c2pa.signature`.
    public var url: String?

    public init(_ code: StatusCode, url: String? = nil) {
        self.code = code
        self.url = url
    }
}

/// C2PA's validation status codes, as far as this reader finds them.
public enum StatusCode: String, Sendable, Hashable, Codable, CaseIterable {
    // Success.
    case claimSignatureInsideValidity = "claimSignature.insideValidity"
    case claimSignatureValidated = "claimSignature.validated"
    case credentialTrusted = "signingCredential.trusted"
    case timeStampValidated = "timeStamp.validated"
    case timeStampTrusted = "timeStamp.trusted"
    case hashedURIMatch = "assertion.hashedURI.match"
    case dataHashMatch = "assertion.dataHash.match"
    case bmffHashMatch = "assertion.bmffHash.match"
    case boxesHashMatch = "assertion.boxesHash.match"
    case ingredientManifestValidated = "ingredient.manifest.validated"
    case ingredientSignatureValidated = "ingredient.claimSignature.validated"

    // Informational.
    case ocspSkipped = "signingCredential.ocsp.skipped"
    case timeStampMismatch = "timeStamp.mismatch"
    case timeStampMalformed = "timeStamp.malformed"
    case timeStampUntrusted = "timeStamp.untrusted"
    case timeStampOutsideValidity = "timeStamp.outsideValidity"
    case dataHashAdditionalExclusions = "assertion.dataHash.additionalExclusionsPresent"
    case bmffHashAdditionalExclusions = "assertion.bmffHash.additionalExclusionsPresent"
    case boxesHashAdditionalExclusions = "assertion.boxesHash.additionalExclusionsPresent"
    case ingredientUnknownProvenance = "ingredient.unknownProvenance"

    // Failure.
    case generalError = "general.error"
    case algorithmUnsupported = "algorithm.unsupported"
    case claimMissing = "claim.missing"
    case claimMultiple = "claim.multiple"
    case claimMalformed = "claim.malformed"
    case claimCBORInvalid = "claim.cbor.invalid"
    case hardBindingsMissing = "claim.hardBindings.missing"
    case claimSignatureMissing = "claimSignature.missing"
    case claimSignatureMismatch = "claimSignature.mismatch"
    case credentialInvalid = "signingCredential.invalid"
    case credentialExpired = "signingCredential.expired"
    case credentialUntrusted = "signingCredential.untrusted"
    case assertionMissing = "assertion.missing"
    case assertionCBORInvalid = "assertion.cbor.invalid"
    case assertionUndeclared = "assertion.undeclared"
    case assertionOutsideManifest = "assertion.outsideManifest"
    case assertionSelfRedacted = "assertion.selfRedacted"
    case actionMalformed = "assertion.action.malformed"
    case actionIngredientMismatch = "assertion.action.ingredientMismatch"
    case actionRedacted = "assertion.action.redacted"
    case multipleHardBindings = "assertion.multipleHardBindings"
    case hashedURIMismatch = "assertion.hashedURI.mismatch"
    case dataHashMismatch = "assertion.dataHash.mismatch"
    case dataHashMalformed = "assertion.dataHash.malformed"
    case bmffHashMismatch = "assertion.bmffHash.mismatch"
    case bmffHashMalformed = "assertion.bmffHash.malformed"
    case boxesHashMismatch = "assertion.boxesHash.mismatch"
    case boxesHashMalformed = "assertion.boxesHash.malformed"
    case ingredientMalformed = "assertion.ingredient.malformed"
    case ingredientManifestMissing = "ingredient.manifest.missing"
    case ingredientManifestMismatch = "ingredient.manifest.mismatch"
    case ingredientSignatureMissing = "ingredient.claimSignature.missing"
    case ingredientSignatureMismatch = "ingredient.claimSignature.mismatch"
    case manifestUpdateInvalid = "manifest.update.invalid"
    case manifestCompressedInvalid = "manifest.compressed.invalid"

    public enum Kind: String, Sendable { case success, informational, failure }

    public var kind: Kind {
        switch self {
        case .claimSignatureInsideValidity, .claimSignatureValidated, .credentialTrusted, .timeStampValidated,
            .timeStampTrusted, .hashedURIMatch, .dataHashMatch, .bmffHashMatch, .boxesHashMatch,
            .ingredientManifestValidated, .ingredientSignatureValidated:
            .success
        case .ocspSkipped, .timeStampMismatch, .timeStampMalformed, .timeStampUntrusted, .timeStampOutsideValidity,
            .dataHashAdditionalExclusions, .bmffHashAdditionalExclusions, .boxesHashAdditionalExclusions,
            .ingredientUnknownProvenance:
            .informational
        default: .failure
        }
    }
}
