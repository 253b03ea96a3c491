public import Registry
public import Signing
internal import TransparencyLog

/// The time token beside the checkpoint: a time stamp authority's answer (RFC 3161, TimeStampResp), as it came.
extension LogFolder {
    public static let timeStampName = "checkpoint.tsr"

    /// The answer as it lies there, whatever it is; nothing where there is none.
    public func timeStampReply() throws(RegistryError) -> [UInt8]? {
        try contents(of: Self.timeStampName, limit: TimeStamp.byteLimit + 1)
    }

    /// What the answer states of this checkpoint; nothing where there is none or it is of another checkpoint, as between
    /// the writing of a checkpoint and that of its token.
    public func timeStamp(of note: [UInt8]) throws(RegistryError) -> (reply: [UInt8], stamp: TimeStamp)? {
        guard let reply = try timeStampReply(), let note = try? UnverifiedNote(decoding: note),
            let stamp = try? TimeStamp(derBytes: reply, of: note)
        else { return nil }
        return (reply, stamp)
    }

    /// Durable when it returns. Its own signature is checked by whoever calls this.
    public func keep(timeStampReply reply: [UInt8]) throws(RegistryError) {
        try DurableFile.write(reply, to: "\(path)/\(Self.timeStampName)")
    }
}
