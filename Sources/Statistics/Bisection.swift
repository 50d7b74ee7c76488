/// The smallest representable number in `range` at which `isReached` holds, which has to stay so above it.
///
/// Bisects over the representable numbers: at most 64 evaluations, whatever the scale. The upper end is
/// taken for reached.
func smallestNumber(in range: ClosedRange<Double>, where isReached: (Double) -> Bool) -> Double {
    var low = orderedBits(range.lowerBound)
    var high = orderedBits(range.upperBound)
    while low < high {
        // The mean rounded down, without the overflow of low + high.
        let middle = (low & high) + ((low ^ high) >> 1)
        if isReached(number(orderedBits: middle)) {
            high = middle
        } else {
            low = middle + 1
        }
    }
    // Turns -0 into 0.
    return number(orderedBits: low) + 0
}

/// A number's place among all representable numbers: ascends as the number does (IEEE 754, §5.10).
private func orderedBits(_ number: Double) -> Int64 {
    let bits = Int64(bitPattern: number.bitPattern)
    return bits >= 0 ? bits : bits ^ .max
}

private func number(orderedBits: Int64) -> Double {
    Double(bitPattern: UInt64(bitPattern: orderedBits >= 0 ? orderedBits : orderedBits ^ .max))
}
