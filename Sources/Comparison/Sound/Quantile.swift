extension Collection where Element == Float {
    /// The value below which this share of the elements lies, nearest rank; 0 for none.
    func quantile(_ share: Double) -> Float {
        guard !isEmpty else { return 0 }
        let sorted = self.sorted()
        return sorted[Swift.min(sorted.count - 1, Int(share * Double(sorted.count)))]
    }
}
