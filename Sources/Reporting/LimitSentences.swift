import Matching
import Media
import Verification

extension Wording {
    /// What the report does not say.
    static func limits(of verdict: Verdict, in words: Words = .english) -> [String] {
        verdict.limits.map { sentence(of: $0, in: words) }
    }

    private static func sentence(of limit: Limit, in words: Words) -> String {
        switch limit {
        case .pictureNotCompared: words(.limitPictureInTime)
        case .pictureResolution: words(.limitResolution)
        case .clipFacesNotSought: words(.limitNoFaceDetector)
        case .truncated(let time): words(.limitTruncated, ["time": Clock.text(time)])
        case .damaged(let errors, let first):
            first.map { words(.damagedNear, errors, ["time": Clock.text($0)]) } ?? words(.damaged, errors)
        case .otherStreams(let number): words(.otherStreams, number)
        case .unknownSigner(let name):
            words(.limitUnknownSigner, ["publisher": name?.printable ?? words(.itsPublisher)])
        case .contentCredentials(let hasTrustList):
            words(.limitCredentials) + (hasTrustList ? "" : " " + words(.limitNoAuthorities))
        case .unknownLog(let origin): words(.limitUnknownLog, ["origin": origin.printable])
        case .unusableRecord(let recording):
            words(.limitUnusableRecord, ["number": String(recording.rawValue)])
        case .unreadableFingerprint(let recording):
            words(.limitUnreadableFingerprint, ["number": String(recording.rawValue)])
        case .unpublishedFingerprint(let recording):
            words(.limitUnpublished, ["number": String(recording.rawValue)])
        case .missingFingerprint(let recording):
            words(.limitMissingFingerprint, ["number": String(recording.rawValue)])
        case .fetchedFingerprint(let recording, let address):
            words(
                .limitFetchedFingerprint,
                ["number": String(recording.rawValue), "address": address.printable])
        case .unfetchedFingerprint(let recording, let address, let why):
            words(
                .limitUnfetchedFingerprint,
                ["number": String(recording.rawValue), "address": address.printable, "why": why.printable])
        case .excludedPassage(let recording, let clip, let why):
            words(
                .limitExcluded,
                ["clip": Clock.text(clip), "number": String(recording.rawValue), "why": why.printable])
        case .fingerprintOnly: words(.limitFingerprintOnly)
        case .statementOnly: words(.limitStatementOnly)
        }
    }
}
