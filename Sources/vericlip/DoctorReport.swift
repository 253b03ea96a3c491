import ClipAnalysis
import Detection
import Foundation
import Matching
import Registry
import RegistryStorage
import Signing
import TransparencyLog

/// One line a check, and whether all of them passed.
struct DoctorReport {
    private(set) var isSound = true

    /// Neither good nor bad.
    func note(_ subject: String, _ text: String) { line("   ", subject, text) }

    func pass(_ subject: String, _ text: String) { line("ok ", subject, text) }

    mutating func fail(_ subject: String, _ failure: Failure) {
        isSound = false
        line("BAD", subject, failure.cause)
        if let next = failure.next { line("   ", "", "Next: \(next)") }
    }

    private func line(_ mark: String, _ subject: String, _ text: String) {
        Console.print("\(mark)  \(subject.padding(toLength: 12, withPad: " ", startingAt: 0))  \(text)")
    }
}

extension DoctorReport {
    mutating func checkAnalyzer() async {
        do {
            let confinement = try await ClipAnalyzer().confinement()
            pass("analyzer", "vericlip-analyze answers, with its libraries")
            let held = [
                confinement.resourceLimits ? "resource limits" : nil,
                confinement.systemCallFilter ? "system calls filtered: no network, no new files" : nil,
            ].compactMap(\.self).joined(separator: "; ")
            let missing = confinement.reason ?? "this kernel does not grant the rest"
            let next = "open untrusted clips on another machine, or with this one in a container."
            if confinement.isFull {
                pass("confinement", held)
                pass("", "it tried to \(Self.list(confinement.refused)): refused")
            } else if confinement.permitted.isEmpty {
                fail("confinement", Failure("only \(held.isEmpty ? "nothing" : held): \(missing).", next: next))
            } else {
                fail(
                    "confinement",
                    Failure(
                        "the system call filter does not hold: it tried to \(Self.list(confinement.permitted)), and could.",
                        next: next))
            }
        } catch {
            fail("analyzer", Failure(error.description))
        }
    }

    /// Without the detector everything else works: that it is missing is no defect, that it is another is one.
    mutating func checkFaceDetector() async {
        do {
            let search = try await ClipAnalyzer().faceSearch()
            switch search {
            case .done(let detector): pass("faces", "\(detector) finds them where a recording is registered")
            case .missing(let tried):
                note("faces", "recordings are registered without them: no detector at \(tried.joined(separator: ", "))")
                note("", "Next: scripts/setup fetches it.")
            case .altered(let path):
                fail(
                    "faces",
                    Failure(
                        "\(search.obstacle ?? "").",
                        next: "remove \(path), find out who changed it, and run scripts/setup."))
            case .notAsked, .unusable: note("faces", "recordings are registered without them: \(search.obstacle ?? "")")
            @unknown default: break
            }
        } catch {
            // Why the analyzer does not answer is told above.
        }
    }

    /// Without them everything else works too.
    mutating func checkDetectors() async {
        let obstacle: ExaminationObstacle?
        // Why the analyzer does not answer is told above.
        do { obstacle = try await ClipAnalyzer().obstacle(to: .face) } catch { return }
        switch obstacle {
        case nil: pass("detectors", "\(FaceModel.face.version) examines faces where no signed source covers a clip")
        case .missing(let tried):
            note(
                "detectors",
                "clips without a signed source are not examined: nothing in \(tried.joined(separator: ", "))")
            note("", "Next: scripts/setup --detectors fetches what is missing.")
        case .altered:
            fail(
                "detectors",
                Failure(
                    "what is installed is not what this program knows.",
                    next: "remove the folder detectors, find out who changed it, and run scripts/setup --detectors."))
        case .unusable(let reason): note("detectors", "clips without a signed source are not examined: \(reason)")
        }
    }

    private static func list(_ acts: [ForbiddenAct]) -> String { acts.map(\.rawValue).joined(separator: ", ") }

    mutating func checkRegistry(_ home: HomeOption) {
        do {
            let registry = try home.registryForReading()
            let records = try registry.records(trusting: home.trustedKeys())
            guard let checkpoint = try registry.checkpoint() else {
                throw RegistryError.corrupted(path: registry.path, detail: "the log's key did not sign its checkpoint")
            }
            pass("registry", "\(registry.path), \(checkpoint.size) entries, \(records.count) recordings")
            pass("log", "\(checkpoint.origin), root \(checkpoint.root.hex)")
            try checkFingerprintStore(of: registry)
            try checkPublication(of: registry, at: checkpoint, in: home.folder)
            for record in records {
                if case .key(let defect)? = record.defects.first {
                    // Nothing is wrong with the registry: it shows what was signed, and that it does not count.
                    note("record \(record.id.rawValue)", "does not count: \(defect.sentence)")
                } else if let defect = record.defects.first {
                    fail("record \(record.id.rawValue)", Failure("does not hold: \(defect.sentence)."))
                }
            }
        } catch let failure as Failure {
            fail("registry", failure)
        } catch let error as RegistryError {
            fail("registry", Failure(error))
        } catch {
            fail("registry", Failure("\(error)"))
        }
    }

    /// How far what others can read is behind: late is no defect, another history is one.
    private mutating func checkPublication(
        of registry: any StoredRegistry, at newest: Checkpoint, in home: Home
    ) throws(RegistryError) {
        if let address = try registry.mirroredAddress() {
            let missing = try registry.recordingsWithoutFingerprint().count
            let onDemand = home.fetchesFingerprintsOnDemand ? ", which look-ups fetch from there" : ""
            pass("mirror", "a copy of \(address); \(missing) of its recordings without their fingerprints\(onDemand)")
            return
        }
        guard let published = try LogFolder(path: home.logFolder).checkpointNote() else {
            return note("published", "nothing yet. Next: vericlip log publish")
        }
        guard let served = Checkpoint(note: published, signedBy: registry.log), served.size <= newest.size,
            let proof = try registry.consistencyProof(from: served.size, to: newest.size),
            MerkleTree.verifyConsistency(
                from: served.size, root: served.root, to: newest.size, root: newest.root, proof: proof)
        else {
            return fail(
                "published",
                Failure(
                    "the log in \(home.logFolder) is not the beginning of this registry's.",
                    next:
                        "put the newest copy of the registry back: what was published proves the fork to whoever has it."
                ))
        }
        let lag = newest.size - served.size
        if lag > 0 {
            note("published", "\(served.size) entries; \(lag) newer ones are not. Next: vericlip log publish")
        } else {
            pass("published", "all \(served.size) entries, in \(home.logFolder)")
        }
    }

    mutating func checkKeys(_ home: HomeOption) {
        do {
            let keys = try home.trustedKeys()
            pass(
                "trusted keys", "\(keys.entries.count) publishers, \(keys.logs.count) logs in \(home.folder.keysFolder)"
            )
            if let anchors = try home.folder.trustAnchors() {
                pass("credentials", "\(anchors.certificates.count) authorities in \(home.folder.trustListFile)")
            } else {
                note(
                    "credentials", "nobody vouches for signers of Content Credentials: no \(home.folder.trustListFile)")
            }
            let key = try home.folder.publisherKey()
            pass("signing key", "\(key.publicKey.algorithm.name), \(key.publicKey.keyID.hex)")
            if let history = try? home.registryForReading().publisherHistory(),
                case .failure(let defect) = history.signer(key.publicKey.keyID, at: .max)
            {
                note("", "It signs nothing more in this log: \(defect.sentence).")
            }
            if FileManager.default.fileExists(atPath: home.folder.recoveryKeyFile) {
                note(
                    "recovery key",
                    "lies beside the keys that it is to save you from losing: \(home.folder.recoveryKeyFile)")
                note("", "Next: move it off this machine.")
            }
        } catch RegistryError.missingKey {
            note("signing key", "none in this home: it can verify, but not register")
        } catch let failure as Failure {
            fail("keys", failure)
        } catch let error as RegistryError {
            fail("keys", Failure(error))
        } catch {
            fail("keys", Failure("\(error)"))
        }
    }

    mutating func checkDisk(_ home: Home) {
        // The nearest folder that exists tells for the home that is still to be made.
        var folder = URL(fileURLWithPath: home.path)
        while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
            folder.deleteLastPathComponent()
        }
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder.path)
        guard let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value else {
            return note("disk", "free space of \(folder.path) is not known")
        }
        let text = "\(free >> 20) MiB free in \(folder.path)"
        if free >> 20 < 100 {
            fail("disk", Failure(text, next: "make room: an hour of recording takes up to 15 MiB."))
        } else {
            pass("disk", text)
        }
    }
}
