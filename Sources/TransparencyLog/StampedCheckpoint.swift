public import Signing

extension UnverifiedNote {
    /// What a time stamp authority is asked about: the checkpoint as the log signed it, its first five lines. Cosignatures, which
    /// may be gathered again, are not among them: what was stamped first stays stamped.
    public var stampedBytes: [UInt8] { UnverifiedNote(text: text, signatures: Array(signatures.prefix(1))).bytes }
}

extension TimeStamp {
    /// - Parameter checkpoint: what must have been stamped.
    public init(derBytes: [UInt8], of checkpoint: UnverifiedNote) throws(Defect) {
        try self.init(derBytes: derBytes, over: checkpoint.stampedBytes)
    }
}
