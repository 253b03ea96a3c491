import ArgumentParser
import Foundation
import Registry
import Reporting
import Signing

/// Whose time tokens count.
struct TimeTrustOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Certificates in PEM that vouch for time stamp authorities, instead of keys/tsa-trust.pem.",
            valueName: "file"))
    var tsaRoots: String?

    /// Nothing where there is no list.
    func anchors(of home: Home) throws(Failure) -> TrustAnchors? {
        do {
            return try tsaRoots.map { path throws(SigningError) in try TrustAnchors(ofFile: path) }
                ?? home.timeAnchors()
        } catch let error as RegistryError {
            throw Failure(error)
        } catch let error as SigningError {
            throw Failure("\(tsaRoots ?? "") cannot be used. \(Failure(error).cause)", status: .usage)
        } catch {
            throw Failure("\(tsaRoots ?? "") cannot be used: \(error)", status: .usage)
        }
    }

    /// The file of the list.
    func file(of home: Home) -> String { tsaRoots ?? home.timeTrustFile }
}

extension TimeStamp {
    /// Whether one of the authorities vouches for the one that stamped, at the time that it states.
    func isVouchedFor(by anchors: TrustAnchors) -> Bool {
        anchors.trust(authority, through: intermediates, at: time, for: .timeStamping)
    }

    var authorityName: String {
        (authority.commonName ?? authority.organization ?? "an authority without a name").printable
    }

    var sentence: String { "\(authorityName) states that this checkpoint was there at \(time.asTime)." }

    /// The command that checks the same without this program.
    /// - Parameters:
    ///   - data: the file that was stamped.
    ///   - reply: the authority's answer.
    func command(data: String, reply: String, roots: String) -> String {
        "openssl ts -verify -attime \(time) -data \(data.shellQuoted) -in \(reply.shellQuoted) "
            + "-CAfile \(roots.shellQuoted)"
    }
}

extension TimeStamp.Defect {
    var sentence: String {
        switch self {
        case .malformed: "the answer is not a time stamp"
        case .mismatch: "the time stamp is of other bytes than this checkpoint"
        case .signatureFails: "the time stamp's signature does not hold, or is of a kind that is not supported"
        case .outsideValidity: "the time stamp was made when the authority's certificate was not valid"
        }
    }
}
