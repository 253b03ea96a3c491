import ArgumentParser
import Fingerprinting
import Matching
import Registry
import RegistryStorage
import Signing

/// `vericlip reveal`: ends an embargo, or adds a fingerprint that its publisher handed over.
struct Reveal: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Adds the fingerprint of a record that holds only its hash.",
        discussion: """
            Ends an embargo: the recording is found from now on, with the time at which its hash was logged. Or makes a record of             which only the keys are published comparable in this home, with a file that its publisher has sent.
            """)

    @OptionGroup var home: HomeOption
    @Argument(help: "The record's number.") var record: UInt32
    @Option(help: ArgumentHelp("The fingerprint; the one in this home's private folder if absent.", valueName: "file"))
    var fingerprint: String?

    func run() throws {
        let recording = RecordingID(rawValue: record)
        do {
            let registry = try home.folder.registryForWriting()
            guard let signed = try registry.record(recording, trusting: home.trustedKeys())?.signed else {
                throw Failure(
                    "There is no record \(record).", next: "vericlip doctor shows what there is.", status: .usage)
            }
            let sha256 = signed.media.fingerprint.sha256
            let bytes =
                try fingerprint.map { path throws(Failure) in try WithheldFingerprints.read(path) }
                ?? WithheldFingerprints(of: home.folder).read(sha256)
            guard SHA256Digest(of: bytes) == sha256 else {
                throw Failure(
                    "This is not the fingerprint whose hash record \(record) committed to; nothing was changed.",
                    status: .usage)
            }
            let isFound = signed.media.publication != .embargoed
            let postings =
                isFound
                ? []
                : try KeyDeriver().postings(
                    of: Fingerprint(decoding: bytes), as: recording,
                    excluding: signed.media.excludedMilliseconds)
            let isNew = try registry.reveal(bytes, of: recording, postings: postings)
            Console.print(
                isNew
                    ? "Record \(record) is revealed: it is \(isFound ? "comparable" : "found") from now on."
                    : "Record \(record) has its fingerprint already.")
        } catch let error as RegistryError {
            throw Failure(error)
        } catch is FingerprintError {
            throw Failure("The fingerprint cannot be read by this version.", next: "install a newer vericlip.")
        }
    }
}
