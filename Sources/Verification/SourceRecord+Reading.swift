import ClipAnalysis
public import Matching
public import Registry

extension SourceRecord {
    /// A record as reports show it: checked, with what was said of it since, what it was made from, what is excluded, and whom its
    /// publisher looks like. Nothing where the log has no such entry.
    public static func read(
        _ recording: RecordingID, in registry: any RegistryStore & RetrievalIndex, trusting keys: TrustedKeys
    ) throws(RegistryError) -> SourceRecord? {
        try Verifier(analyzer: ClipAnalyzer(), registry: registry, keys: keys).source(recording, defect: nil)
    }
}
