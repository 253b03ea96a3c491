import EvidenceBundle
import Registry
import Signing
import Testing
import TransparencyLog

@Suite struct EvidenceBundleTests {
    @Test func whatIsGatheredHolds() throws {
        let fixture = try BundleFixture()
        let bundle = try fixture.bundle()
        #expect(bundle.entries.keys.sorted() == [0, 1])
        #expect(Array(bundle.fingerprints.values) == [BundleFixture.fingerprint])
        let bytes = try bundle.encoded()
        let read = try EvidenceBundle(decoding: bytes)
        #expect(read == bundle)
        #expect(try read.encoded() == bytes)
        let check = fixture.check(read)
        #expect(check.defects == [])
        #expect(check.records.map(\.index) == [1])
        #expect(check.records[0].trust == .trusted(name: "somebody") && check.records[0].hasFingerprint)
        #expect(check.checkpoint?.checkpoint.size == 4)
        #expect(check.isClipTheSame == true)
        #expect(check.statements.map(\.index) == [0])
    }

    /// One bit of each member in turn, at its beginning, middle and end, in an archive that is sound all the same.
    @Test func anAlteredByteInAnyMemberIsFound() throws {
        let fixture = try BundleFixture()
        let archive = try ZipArchive(decoding: try fixture.bundle().encoded())
        #expect(archive.members.count == 10)
        for (number, member) in archive.members.enumerated() {
            for place in [0, member.bytes.count / 2, member.bytes.count - 1] {
                var members = archive.members
                var bytes = member.bytes
                bytes[place] ^= 1
                members[number] = .init(name: member.name, bytes: bytes)
                let altered = try ZipArchive(members: members).bytes
                #expect(throws: BundleDefect.self, "\(member.name), byte \(place)") {
                    try EvidenceBundle(decoding: altered)
                }
            }
        }
    }

    /// Whoever alters a bundle with care writes its list of hashes anew: then what is signed does not fit any more.
    @Test func whatIsAlteredWithCareDoesNotHold() throws {
        let fixture = try BundleFixture()
        let bundle = try fixture.bundle()
        func findings(_ alter: (inout EvidenceBundle) throws -> Void) throws -> [BundleDefect] {
            var altered = bundle
            try alter(&altered)
            return fixture.check(try EvidenceBundle(decoding: try altered.encoded())).defects
        }
        for place in bundle.checkpoint.indices {
            #expect(try !findings { $0.checkpoint[place] ^= 1 }.isEmpty)
        }
        for index in [0, 1] {
            let entry = try #require(bundle.entries[index])
            for place in entry.statement.indices {
                #expect(try findings { $0.entries[index]?.statement[place] ^= 1 }.contains(.inclusion(index)))
            }
            for place in entry.proof.indices {
                #expect(try findings { $0.entries[index]?.proof[place] ^= 1 }.contains(.inclusion(index)))
            }
        }
        let hash = SHA256Digest(of: BundleFixture.fingerprint)
        #expect(try findings { $0.fingerprints[hash]?[0] ^= 1 } == [.fingerprint(hash)])
        #expect(try findings { $0.timeStampReply = [0x30, 0x00] } == [.timeStamp(.malformed)])
        #expect(
            try findings { $0.entries[0] = nil } == [
                .record(1, "its signer is not in the log, as far as the entries here tell"), .fingerprint(hash),
                .report("record 1, which it names, is not proved here"),
            ])
        let other = EvidenceBundle.Clip(name: "clip.mp4", sha256: SHA256Digest(of: [1]), bytes: 1)
        #expect(try findings { $0.clip = other } == [.report("it is about another clip"), .clip])
        // An entry under another number, with the proof of its own.
        #expect(try findings { $0.entries[2] = $0.entries[1] }.contains(.inclusion(2)))
    }

    @Test func aReportThatSaysWhatNobodySignedIsFound() throws {
        let fixture = try BundleFixture()
        var bundle = try fixture.bundle()
        func findings(_ report: String) throws -> [BundleDefect] {
            bundle.report = Array(report.utf8)
            return fixture.check(try EvidenceBundle(decoding: try bundle.encoded())).defects
        }
        let wording = "it says of record 1 what its publisher did not sign"
        #expect(try findings(fixture.report(title: "Another speech")) == [.report(wording)])
        #expect(try findings(fixture.report(keyID: SHA256Digest(of: []).hex)) == [.report(wording)])
        #expect(try findings(fixture.report(origin: "log.example/2")) == [.report("it names the log log.example/2")])
        #expect(
            try findings(fixture.report(record: "2")) == [
                .report("record 2, which it names, is not proved here"), .report("it does not name record 1"),
            ])
        #expect(try findings("{}") == [.unreadable("report.json")])
        #expect(try findings(fixture.report(record: "-1")) == [.unreadable("report.json")])
    }

    @Test func anotherPolicyProvesNothing() throws {
        let fixture = try BundleFixture()
        let stranger = try NoteVerifierKey(
            name: BundleFixture.origin, publicKey: try PrivateKey(generating: .ed25519).publicKey)
        let keys = TrustedKeys(policy: LogPolicy(trusting: [stranger]))
        let check = BundleCheck(of: try fixture.bundle(), trusting: keys)
        #expect(check.defects == [.checkpoint(.badSignature)])
        #expect(check.checkpoint == nil && check.isClipTheSame == nil)
    }

    @Test func whatCannotBeGatheredSaysWhy() throws {
        let fixture = try BundleFixture()
        #expect(throws: GatheringError.noReport) { try fixture.bundle("{}") }
        #expect(throws: GatheringError.unknownRecord(9)) { try fixture.bundle(fixture.report(record: "9")) }
        let empty = fixture.report().replacing(#/"sources".*/#, with: "\"sources\": []}")
        #expect(throws: GatheringError.noRecord) { try fixture.bundle(empty) }
    }

    @Test func hostileMembersAreRefused() throws {
        let members = try ZipArchive(decoding: try BundleFixture().bundle().encoded()).members
        func read(_ members: [ZipArchive.Member]) throws -> EvidenceBundle {
            try EvidenceBundle(decoding: try ZipArchive(members: members).bytes)
        }
        #expect(try read(members).entries.count == 2)
        for number in members.indices {
            var fewer = members
            fewer.remove(at: number)
            #expect(throws: BundleDefect.self, "\(members[number].name)") { try read(fewer) }
        }
        #expect(throws: BundleDefect.altered("more")) { try read(members + [.init(name: "more", bytes: [1])]) }
        #expect(throws: BundleDefect.self) { try read(members.reversed()) }
        // One that the list of hashes names.
        let more = ZipArchive.Member(name: "entries/01.cose", bytes: [1])
        let line = "\(SHA256Digest(of: more.bytes).hex)  \(more.name)\n"
        let sums = ZipArchive.Member(name: members[0].name, bytes: members[0].bytes + Array(line.utf8))
        #expect(throws: BundleDefect.unknown(more.name)) { try read([sums] + members.dropFirst() + [more]) }
    }
}
