import Foundation
import HTTPClient
import Registry
import RegistryStorage
import Signing
import TransparencyLog

/// The time stamp authority (RFC 3161) that a home's log asks.
struct TimeAuthority {
    let address: String

    /// The one that is named now, which is kept for the next time; without a name the one that was kept; nothing where there
    /// is none, or where it is `none`.
    init?(named address: String?, in home: Home) throws(Failure) {
        let file = URL(fileURLWithPath: home.timeAuthorityFile)
        do {
            switch address {
            case "none":
                if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
                return nil
            case .some(let address):
                try Data("\(address)\n".utf8).write(to: file, options: .atomic)
                self.address = address
            case .none:
                guard FileManager.default.fileExists(atPath: file.path) else { return nil }
                let text = try String(contentsOf: file, encoding: .utf8)
                self.address = text.trimmingCharacters(in: .whitespacesAndNewlines)
            }
        } catch {
            throw Failure(
                "\(file.path) cannot be used: \(error.localizedDescription)", next: "vericlip log publish --tsa URL.")
        }
    }

    /// Has the time of the published checkpoint stated, where that was not done yet. Whatever goes wrong is told and changes
    /// nothing: the checkpoint stays published.
    func stamp(_ folder: LogFolder, seconds: Int) async throws(RegistryError) -> String {
        guard let bytes = try folder.checkpointNote(), let note = try? UnverifiedNote(decoding: bytes) else {
            return "Time: nothing is published yet."
        }
        if let known = try folder.timeStamp(of: bytes) { return "Time: \(known.stamp.sentence)" }
        let again = "The checkpoint is published without a time; vericlip log publish asks again."
        let client = HTTPClient(seconds: seconds, byteLimit: TimeStamp.byteLimit)
        let reply: HTTPClient.Reply
        do {
            reply = try await client.post(
                address, body: TimeStampRequest(over: note.stampedBytes).derBytes,
                contentType: TimeStampRequest.contentType)
        } catch {
            return "Time authority \(address): could not be reached now: \(error.reason). \(again)"
        }
        guard reply.status == 200 else {
            return "Time authority \(address): refused (HTTP status \(reply.status)). \(again)"
        }
        let stamp: TimeStamp
        do {
            stamp = try TimeStamp(derBytes: reply.body, of: note)
        } catch {
            return "Time authority \(address): \(error.sentence). \(again)"
        }
        try folder.keep(timeStampReply: reply.body)
        return "Time: \(stamp.sentence)"
    }
}
