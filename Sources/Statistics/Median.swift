/// The median of `values`, in their unit: the mean of the middle two when the count is even.
///
/// Expected linear time by selection; the copy lives on the stack when it is small, so that a slice
/// of a longer array can be passed for each block. Values have to be finite.
///
/// - Returns: nil when there are no values, as `max()` does.
public func median(_ values: some Collection<Double>) -> Double? {
    let count = values.count
    guard count > 0 else { return nil }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: count) { scratch in
        _ = scratch.initialize(from: values)
        let middle = count / 2
        let upper = select(rank: middle, in: scratch)
        guard count.isMultiple(of: 2) else { return upper }
        // Selection leaves everything left of `middle` at or below it.
        var lower = scratch[0]
        for index in 1..<max(middle, 1) where scratch[index] > lower { lower = scratch[index] }
        return midpoint(lower, upper)
    }
}

/// Halves before it adds, so that the sum of two large values can't overflow.
func midpoint(_ a: Double, _ b: Double) -> Double { a / 2 + b / 2 }

/// The value of zero-based `rank` in ascending order (Hoare, "Algorithm 65: FIND", 1961).
///
/// Reorders `values` so that nothing before `rank` is above it and nothing after is below it.
private func select(rank: Int, in values: UnsafeMutableBufferPointer<Double>) -> Double {
    var low = 0
    var high = values.count - 1
    while low < high {
        let pivot = medianOfThree(values[low], values[low + (high - low) / 2], values[high])
        var left = low
        var right = high
        while left <= right {
            while values[left] < pivot { left += 1 }
            while values[right] > pivot { right -= 1 }
            if left <= right {
                values.swapAt(left, right)
                left += 1
                right -= 1
            }
        }
        if rank <= right {
            high = right
        } else if rank >= left {
            low = left
        } else {
            break
        }
    }
    return values[rank]
}

/// A pivot that keeps sorted input, the common case, from taking quadratic time.
private func medianOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
}
