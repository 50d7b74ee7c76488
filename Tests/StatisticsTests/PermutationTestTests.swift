import Statistics
import Testing

@Suite struct PermutationTestTests {
    // scipy.stats.permutation_test((x,), mean, permutation_type="samples", n_resamples=numpy.inf).pvalue
    @Test(
        arguments: [
            (PublishedData.depression, 0.02734375), (PublishedData.tied, 0.240234375),
            (PublishedData.tied + [0, 0], 0.240234375), (series(16, start: 11), 0.27239990234375),
            ([0, 0], 1), ([], 1), ([0.3], 1), ([1, 1, 1, 1, 1, 1], 0.03125),
        ] as [([Double], Double)])
    func pairedIsExact(differences: [Double], expected: Double) {
        #expect(PermutationTest.paired(differences, seed: 1) == expected)
        #expect(PermutationTest.paired(differences.map { -3 * $0 }, seed: 2) == expected)
    }

    // scipy.stats.permutation_test((new, base), |difference of means|, alternative="greater",
    // permutation_type="independent", n_resamples=numpy.inf).pvalue
    @Test(
        arguments: [
            (PublishedData.permeabilityAtTerm, PublishedData.permeabilityEarly, 0.13186813186813187),
            (series(9, start: 5), series(9, step: 53, start: 3), 0.26083916083916087),
            (series(3, start: 5), series(60, step: 53, start: 3), 0.681020372189066),
            (PublishedData.tied, [1, 1, 2, 0.5, 2.5], 0.4202464202464202),
            ([2, 2, 2], [2, 2], 1), ([], [1], 1),
        ] as [([Double], [Double], Double)])
    func twoSampleIsExact(base: [Double], new: [Double], expected: Double) {
        #expect(isClose(PermutationTest.twoSample(base: base, new: new, seed: 1), expected, within: 1e-12))
        let moved = (base.map { 7 - $0 }, new.map { 7 - $0 })
        #expect(
            isClose(PermutationTest.twoSample(base: moved.1, new: moved.0, seed: 2), expected, within: 1e-12))
    }

    // The same with 400,000 resamples; 9,999 have a standard error of 0.004.
    @Test func manyValuesAreDrawn() {
        let paired = PermutationTest.paired(series(40, start: 11), seed: 3)
        #expect(abs(paired - 0.1012) < 0.013)
        #expect(paired == PermutationTest.paired(series(40, start: 11), seed: 3))
        #expect(paired != PermutationTest.paired(series(40, start: 11), seed: 4))
        let new = series(25, step: 53, start: 3).map { $0 + 0.15 }
        let twoSample = PermutationTest.twoSample(base: series(30, start: 11), new: new, seed: 3)
        #expect(abs(twoSample - 0.1760) < 0.016)
    }

    /// 70 differences need more signs than one random number has bits.
    @Test func drawnPValuesAreNeverZero() {
        #expect(PermutationTest.paired([Double](repeating: 1, count: 70), seed: 1) == 0.0001)
        let (low, high) = ((0..<40).map(Double.init), (100..<140).map(Double.init))
        #expect(PermutationTest.twoSample(base: low, new: high, seed: 1) == 0.0001)
    }

    @Test(arguments: [12, 20])
    func falsePositiveRate(count: Int) {
        var random = RandomNumbers(seed: 91, label: "permutations", index: count)
        let repetitions = count <= 16 ? 300 : 60
        let rejected = (0..<repetitions).count { _ in
            PermutationTest.paired(Shape.heavy.draw(count, using: &random), seed: random.next()) <= 0.2
        }
        // A fifth expected; the standard deviations are 7 and 3.
        #expect(abs(rejected - repetitions / 5) <= (count <= 16 ? 27 : 12))
    }
}
