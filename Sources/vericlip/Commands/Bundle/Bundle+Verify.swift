import ArgumentParser
import EvidenceBundle
import Foundation
import Registry
import Signing
import TransparencyLog

extension Bundle {
    /// `vericlip bundle verify`: what a bundle proves.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks a bundle offline, by a policy and nothing else, and says what it proves and what not.",
            discussion: """
                With the clip also that it is the file that was examined. Publishers are named by the keys of the home where \
                there is one. Exit status: 0 the evidence holds, 40 it does not.
                """)

        @OptionGroup var policy: PolicyOption
        @OptionGroup var timeTrust: TimeTrustOption
        @Argument(help: "The .vericlip-evidence file.") var file: String
        @Argument(help: "The clip.") var clip: String?

        func run() throws {
            let keys = TrustedKeys(
                entries: try policy.home.trustedKeys().entries, policy: try policy.read())
            let bundle: EvidenceBundle
            do {
                bundle = try EvidenceBundle(
                    decoding: try InputFiles.whole(file, limit: ZipArchive.byteLimit))
            } catch let defect as BundleDefect {
                throw Failure("The evidence does not hold: \(defect.sentence).", status: .recordFails)
            }
            let check = BundleCheck(
                of: bundle, trusting: keys, anchors: try timeTrust.anchors(of: policy.home.folder),
                clip: try clip.map { try InputFiles.hash(of: $0) })
            let account = BundleAccount(of: bundle, check)
            for line in account.lines { Console.print(line) }
            guard check.defects.isEmpty else {
                for defect in check.defects { Console.print("BAD  \(defect.sentence).") }
                throw Failure(
                    "The evidence does not hold: \(check.defects.count) finding\(check.defects.count == 1 ? "" : "s").",
                    status: .recordFails)
            }
        }
    }
}
