import Testing

@testable import Statistics

@Suite struct RandomNumbersTests {
    /// Outputs of the authors' C code for the state 1, 2, 3, 4, as in the tests of Rust's rand_xoshiro.
    @Test func publishedOutputs() {
        var random = RandomNumbers(state: (1, 2, 3, 4))
        let expected: [UInt64] = [
            11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
            607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
            10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
        ]
        for value in expected { #expect(random.next() == value) }
    }

    /// Outputs of splitmix64.c for the seed 1234567.
    @Test func publishedOutputsOfSplitMix64() {
        var random = SplitMix64(seed: 1_234_567)
        let expected: [UInt64] = [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]
        for value in expected { #expect(random.next() == value) }
    }

    @Test func seedFillsTheStateThroughSplitMix64() {
        var random = RandomNumbers(seed: 42)
        #expect(random.next() == 1_546_998_764_402_558_742)
        #expect(random.next() == 6_990_951_692_964_543_102)
    }

    /// The vectors of Fowler, Noll & Vo's test suite.
    @Test(arguments: [
        ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ])
    func publishedHashes(text: String, expected: UInt64) {
        var hash = FNV1a()
        hash.combine(bytes: text.utf8)
        #expect(hash.value == expected)
    }

    @Test func eachSeedLabelAndIndexHasItsOwnStream() {
        var first: Set<UInt64> = []
        for seed in [UInt64(1), 2] {
            for label in ["orders", "orders1", "launch"] {
                for index in 0..<20 {
                    var stream = RandomNumbers(seed: seed, label: label, index: index)
                    var again = RandomNumbers(seed: seed, label: label, index: index)
                    let value = stream.next()
                    #expect(value == again.next())
                    first.insert(value)
                }
            }
        }
        #expect(first.count == 2 * 3 * 20)
    }

    @Test func ordersAreEquallyProbable() {
        var random = RandomNumbers(seed: 9)
        var seen: [[Int]: Int] = [:]
        for _ in 0..<6_000 { seen[random.shuffled([0, 1, 2]), default: 0] += 1 }
        #expect(seen.count == 6)
        // 1,000 expected, standard deviation 29.
        #expect(seen.values.allSatisfy { abs($0 - 1_000) < 130 })
    }

    @Test func indexAndUnitStayInRange() {
        var random = RandomNumbers(seed: 10)
        for bound in [1, 2, 7, Int.max] {
            #expect((0..<200).allSatisfy { _ in (0..<bound).contains(random.index(below: bound)) })
        }
        let units = (0..<2_000).map { _ in random.unit() }
        #expect(units.allSatisfy { (0..<1).contains($0) })
        #expect(abs(units.reduce(0, +) / 2_000 - 0.5) < 0.03)
    }
}
