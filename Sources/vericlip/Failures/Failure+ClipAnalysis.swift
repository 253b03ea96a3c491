import ClipAnalysis

extension Failure {
    init(_ error: ClipAnalysisError, path: String) {
        self.init("\(path): \(error)", status: .runtime)
    }
}

extension ScanProgress {
    /// 0 to 1; absent where the file does not say how long it is.
    var fraction: Double? {
        duration.map { Double(position) / Double(max($0, 1)) }
    }
}
