/// Tests of means that assume no more than that, without a difference, labels could be exchanged.
///
/// Fisher, "The Design of Experiments", 1935, §21; Pitman, "Significance Tests which May Be Applied to
/// Samples from Any Populations", Suppl. J. R. Statist. Soc. 4 (1937). Two-sided; values have to be finite.
public enum PermutationTest {
    /// Up to this many rearrangements all are looked at: 16 pairs, or 9 values against 9.
    public static let exactLimit = 1 << 16

    /// Rearrangements drawn when there are more: no p-value goes below 0.0001 then.
    public static let resamples = 9_999

    /// The probability, if each difference could as well have the other sign, of a mean at least as far from
    /// zero.
    ///
    /// Exact for up to 16 differences other than zero. 1 when there are none.
    ///
    /// - Parameter seed: of the signs drawn beyond that.
    public static func paired(_ differences: [Double], seed: UInt64) -> Double {
        let sizes = differences.filter { $0 != 0 }
        let judge = FarSums(observed: sizes.reduce(0, +), of: sizes)
        guard sizes.count < Int.bitWidth, 1 << sizes.count <= exactLimit else {
            var random = RandomNumbers(seed: seed, label: "sign flips")
            return judge.share { signedSum(sizes, using: &random) }
        }
        let sums = sizes.reduce([0.0]) { sums, size in sums.map { $0 + size } + sums.map { $0 - size } }
        return judge.share(ofAll: sums)
    }

    /// The probability, if each value could as well be in the other sample, of means at least as far apart.
    ///
    /// Exact for up to 65,536 ways to choose the smaller sample's values. 1 when either sample is empty.
    ///
    /// - Parameter seed: of the rearrangements drawn beyond that.
    public static func twoSample(base: [Double], new: [Double], seed: UInt64) -> Double {
        guard !base.isEmpty, !new.isEmpty else { return 1 }
        let (fewer, more) = base.count <= new.count ? (base, new) : (new, base)
        // The means differ by the more, the farther the smaller sample's sum is from its share of the total.
        let mean = (fewer + more).reduce(0, +) / Double(fewer.count + more.count)
        var pooled = (fewer + more).map { $0 - mean }
        let judge = FarSums(observed: pooled[..<fewer.count].reduce(0, +), of: pooled)
        guard isEnumerable(choosing: fewer.count, of: pooled.count) else {
            var random = RandomNumbers(seed: seed, label: "rearrangements")
            return judge.share { sumOfDrawn(fewer.count, from: &pooled, using: &random) }
        }
        return judge.share(ofAll: sumsOfSubsets(of: pooled, count: fewer.count))
    }

    /// One bit of a random number for each sign.
    private static func signedSum(_ sizes: [Double], using random: inout RandomNumbers) -> Double {
        var sum = 0.0
        var bits: UInt64 = 0
        for (index, size) in sizes.enumerated() {
            if index.isMultiple(of: UInt64.bitWidth) { bits = random.next() }
            sum += bits & 1 == 0 ? size : -size
            bits >>= 1
        }
        return sum
    }

    /// The first steps of a shuffle (Durstenfeld, "Algorithm 235: Random Permutation", CACM 7 (1964)).
    private static func sumOfDrawn(
        _ count: Int, from values: inout [Double], using random: inout RandomNumbers
    ) -> Double {
        var sum = 0.0
        for place in 0..<count {
            values.swapAt(place, place + random.index(below: values.count - place))
            sum += values[place]
        }
        return sum
    }

    private static func isEnumerable(choosing count: Int, of total: Int) -> Bool {
        var ways = 1
        for chosen in 1...count {
            ways = ways * (total - count + chosen) / chosen
            guard ways <= exactLimit else { return false }
        }
        return true
    }

    /// One sum for each subset of `count` values.
    private static func sumsOfSubsets(of values: [Double], count: Int) -> [Double] {
        // Element k: of the subsets of k of the values seen so far.
        var sums = [[Double]](repeating: [], count: count + 1)
        sums[0] = [0]
        for value in values {
            for size in stride(from: count, to: 0, by: -1) {
                sums[size] += sums[size - 1].map { $0 + value }
            }
        }
        return sums[count]
    }
}

/// How many sums are at least as far from zero as the one observed.
private struct FarSums {
    private let threshold: Double

    /// Allows for rounding: rearrangements whose sums would be equal add up in different orders.
    init(observed: Double, of values: [Double]) {
        threshold = abs(observed) - 1e-12 * values.reduce(0) { $0 + abs($1) }
    }

    func share(ofAll sums: [Double]) -> Double {
        Double(sums.count { abs($0) >= threshold }) / Double(sums.count)
    }

    /// The observed sum itself counts as one of those drawn: Phipson & Smyth, "Permutation P-values Should
    /// Never Be Zero", Stat. Appl. Genet. Mol. Biol. 9 (2010).
    func share(drawing draw: () -> Double) -> Double {
        let far = (0..<PermutationTest.resamples).count { _ in abs(draw()) >= threshold }
        return Double(far + 1) / Double(PermutationTest.resamples + 1)
    }
}
