extension [Double] {
    /// Nil where there are none.
    var mean: Double? { isEmpty ? nil : reduce(0, +) / Double(count) }
}
