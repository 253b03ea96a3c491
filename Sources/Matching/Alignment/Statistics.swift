extension [Float] {
    /// The value below which a fraction of the elements lies; 0 where there are none.
    func quantile(_ fraction: Float) -> Float {
        guard !isEmpty else { return 0 }
        var values = self
        let target = Swift.min(Int(Float(count) * fraction), count - 1)
        // Hoare's selection.
        var (low, high) = (0, count - 1)
        while low < high {
            let pivot = values[(low + high) / 2]
            var (i, j) = (low, high)
            while i <= j {
                while values[i] < pivot { i += 1 }
                while values[j] > pivot { j -= 1 }
                if i <= j {
                    values.swapAt(i, j)
                    i += 1
                    j -= 1
                }
            }
            if target <= j { high = j } else if target >= i { low = i } else { break }
        }
        return values[target]
    }
}
