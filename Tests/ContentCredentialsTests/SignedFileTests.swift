import ContentCredentials
import Foundation
import Signing
import Testing

/// Files that the tests sign themselves, with certificates of their own making.
@Suite(.enabled(if: Authority.isAvailable))
struct SignedFileTests {
    private let authority: Authority
    private let anchors: TrustAnchors

    init() throws {
        authority = try #require(Authority.shared)
        anchors = try TrustAnchors(ofFile: authority.rootFile)
    }

    @Test(arguments: [
        Authority.Signer.es256, .es384, .es512, .ps256, .ps384, .ps512, .ed25519,
    ]) func everyAlgorithmOfC2PA(signer: Authority.Signer) throws {
        let maker = ManifestMaker(signer: signer)
        for file in [try MadeFile.mp4(maker: maker, by: authority), try MadeFile.jpeg(maker: maker, by: authority)] {
            let read = ContentCredentials(in: file)
            #expect(read.state == .valid, "\(read.reason ?? "")")
            #expect(read.failures == ["signingCredential.untrusted"])
            #expect(read.signer?.name == signer.rawValue && read.signer?.organization == "Newsroom")
            #expect(read.title == "Made for a test" && read.generator == "test 1")
            #expect(read.actions.map(\.name) == ["c2pa.created"])
            let trusted = ContentCredentials(in: file, anchors: anchors)
            #expect(trusted.state == .trusted && trusted.failures.isEmpty)
        }
    }

    @Test func aChangedBitOfTheMediaIsFound() throws {
        let file = try MadeFile.mp4(by: authority)
        for place in [file.count - 1, file.count - 4990, file.count - MadeFile.mdat.count - 20] {
            var changed = file
            changed[place] ^= 1
            let read = ContentCredentials(in: changed)
            #expect(read.state == .invalid && read.failures.contains("assertion.bmffHash.mismatch"))
        }
        var picture = try MadeFile.jpeg(by: authority)
        picture[picture.count - 300] ^= 0x10
        #expect(ContentCredentials(in: picture).failures.contains("assertion.dataHash.mismatch"))
    }

    @Test func aBoxThatIsAddedRemovedOrMovedIsFound() throws {
        let (first, second) = (ManifestMaker.box("mdat", [1, 2, 3, 4]), ManifestMaker.box("mdat", [5, 6, 7, 8]))
        let file = try MadeFile.mp4([MadeFile.moov, first, second], by: authority)
        #expect(ContentCredentials(in: file).state == .valid)
        let start = Array(file.dropLast(24))
        for end in [first + second + first, first, second + first, first + second + [0, 0, 0]] {
            let read = ContentCredentials(in: start + end)
            #expect(read.state == .invalid && read.failures.contains("assertion.bmffHash.mismatch"))
        }
    }

    @Test func whatWasSignedCannotBeChanged() throws {
        var maker = ManifestMaker()
        maker.alteration = { claim in
            guard let place = claim.firstRange(of: Array("Made".utf8)) else { return }
            claim[place.lowerBound] = UInt8(ascii: "F")
        }
        let read = ContentCredentials(in: try MadeFile.mp4(maker: maker, by: authority))
        #expect(read.state == .invalid && read.failures == ["claimSignature.mismatch", "signingCredential.untrusted"])
    }

    @Test func anAssertionCannotBeChanged() throws {
        var file = try MadeFile.mp4(by: authority)
        let place = try #require(file.firstRange(of: Array("digitalCapture".utf8)))
        file[place.lowerBound] = UInt8(ascii: "D")
        let read = ContentCredentials(in: file)
        #expect(read.failures == ["assertion.hashedURI.mismatch", "signingCredential.untrusted"])
    }

    @Test func theHistoryStartsWithACreationOrAnOpening() throws {
        var maker = ManifestMaker()
        maker.actions = [.map([.init(.text("action"), .text("c2pa.edited"))])]
        #expect(
            ContentCredentials(in: try MadeFile.mp4(maker: maker, by: authority)).failures
                == ["assertion.action.malformed", "signingCredential.untrusted"])
        maker.claimLabel = "c2pa.claim"
        #expect(ContentCredentials(in: try MadeFile.mp4(maker: maker, by: authority)).state == .valid)
    }

    @Test func aServersCertificateSignsNoClaims() throws {
        let file = try MadeFile.mp4(maker: ManifestMaker(signer: .server), by: authority)
        #expect(ContentCredentials(in: file, anchors: anchors).failures == ["signingCredential.invalid"])
    }

    @Test func anExpiredCertificateNeedsATimeStamp() throws {
        let file = try MadeFile.mp4(maker: ManifestMaker(signer: .expired), by: authority)
        let late = ContentCredentials(in: file, anchors: anchors)
        #expect(late.state == .invalid)
        #expect(late.failures == ["signingCredential.expired", "signingCredential.untrusted"])
        let early = ContentCredentials(in: file, anchors: nil, now: 1_590_000_000)
        #expect(early.state == .valid)
    }

    /// A century later every certificate has expired; a time stamp says when the signature was there.
    @Test func aTimeStampSaysWhen() throws {
        let later: Int64 = 4_900_000_000
        var maker = ManifestMaker()
        maker.stamp = .ofSignature
        let file = try MadeFile.mp4(maker: maker, by: authority)
        let read = ContentCredentials(in: file, anchors: anchors, now: later)
        #expect(read.state == .trusted, "\(read.reason ?? "") \(read.statuses.map(\.code))")
        #expect(read.codes(.success).isSuperset(of: ["timeStamp.validated", "timeStamp.trusted"]))
        #expect(abs(try #require(read.signedAt) - Int64(Date().timeIntervalSince1970)) < 600)

        // An authority that nobody vouches for says nothing.
        let unknown = ContentCredentials(in: file, anchors: nil, now: later)
        #expect(unknown.codes(.informational).contains("timeStamp.untrusted"))
        #expect(unknown.failures.contains("signingCredential.expired") && unknown.signedAt == nil)

        maker.stamp = .ofSomethingElse
        let other = ContentCredentials(in: try MadeFile.mp4(maker: maker, by: authority), anchors: anchors)
        #expect(other.codes(.informational).contains("timeStamp.mismatch"))
        #expect(other.state == .trusted && other.signedAt == nil)
    }

    /// As C2PA's reference reader has it.
    @Test func aTimeStampOfVersion1CountsWhoeverMadeIt() throws {
        var maker = ManifestMaker(claimLabel: "c2pa.claim")
        maker.stamp = .ofClaim
        let file = try MadeFile.mp4(maker: maker, version: 2, by: authority)
        let read = ContentCredentials(in: file, now: 4_900_000_000)
        #expect(read.state == .valid, "\(read.reason ?? "") \(read.statuses.map(\.code))")
        #expect(read.signedAt != nil && !read.isTimeVouchedFor)
        #expect(ContentCredentials(in: file, anchors: anchors, now: 4_900_000_000).isTimeVouchedFor)
    }

    @Test func theFirstVersionOfTheHashHasNoOffsets() throws {
        let maker = ManifestMaker(claimLabel: "c2pa.claim")
        let file = try MadeFile.mp4(maker: maker, version: 1, by: authority)
        #expect(ContentCredentials(in: file).state == .valid)
    }

    @Test func aManifestInPiecesIsPutTogether() throws {
        let file = try MadeFile.jpeg(piece: 700, by: authority)
        #expect(ContentCredentials(in: file).state == .valid)
        // A piece that is missing ends the store early.
        let second = try #require(file.ranges(of: [0xFF, 0xEB]).dropFirst().first)
        let third = try #require(file.ranges(of: [0xFF, 0xEB]).dropFirst(2).first)
        let cut = file[..<second.lowerBound] + file[third.lowerBound...]
        #expect(ContentCredentials(in: Array(cut)).state == .invalid)
    }

    @Test func aFileWithoutAManifestHasNone() {
        let file = MadeFile.ftyp + MadeFile.moov + MadeFile.mdat
        #expect(ContentCredentials(in: file) == ContentCredentials(state: .none))
        let other = ContentCredentials(in: Array("RIFF....WAVE".utf8))
        #expect(other.state == .none && other.reason == "they are read in MP4, MOV and JPEG only")
    }

    @Test func aManifestOfAnotherFileDoesNotHold() throws {
        let file = try MadeFile.mp4(by: authority)
        let other = file.dropLast(MadeFile.mdat.count) + ManifestMaker.box("mdat", [UInt8](repeating: 3, count: 5000))
        #expect(ContentCredentials(in: Array(other)).failures.contains("assertion.bmffHash.mismatch"))
    }
}
