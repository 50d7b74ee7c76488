import Statistics
import Testing

@Suite struct MultipleTestingTests {
    /// Benjamini & Hochberg (1995), §4.1: 15 comparisons of two treatments of heart attacks.
    let published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
        0.6528, 0.7590, 1.0000,
    ]

    @Test func findsWhatThePaperFinds() {
        #expect(MultipleTesting.benjaminiHochberg(published).count { $0 <= 0.05 } == 4)
        #expect(MultipleTesting.holm(published).count { $0 <= 0.05 } == 3)
    }

    @Test func benjaminiHochberg() {
        // scipy.stats.false_discovery_control([0.01, 0.04, 0.03, 0.005, 0.5, 0.04])
        let adjusted = MultipleTesting.benjaminiHochberg([0.01, 0.04, 0.03, 0.005, 0.5, 0.04])
        let expected = [0.03, 0.048, 0.048, 0.03, 0.5, 0.048]
        #expect(zip(adjusted, expected).allSatisfy { isClose($0, $1) })
    }

    @Test func holm() {
        // R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm")
        let adjusted = MultipleTesting.holm([0.01, 0.04, 0.03, 0.005])
        #expect(zip(adjusted, [0.03, 0.06, 0.06, 0.02]).allSatisfy { isClose($0, $1) })
    }

    @Test func neverBelowTheRawValueNorAboveOne() {
        var random = RandomNumbers(seed: 2)
        let raw = (0..<50).map { _ in random.unit() }
        for adjusted in [MultipleTesting.benjaminiHochberg(raw), MultipleTesting.holm(raw)] {
            #expect(zip(raw, adjusted).allSatisfy { $0 <= $1 && $1 <= 1 })
            let order = raw.indices.sorted { raw[$0] < raw[$1] }
            #expect(zip(order, order.dropFirst()).allSatisfy { adjusted[$0] <= adjusted[$1] })
        }
        #expect(MultipleTesting.holm([]).isEmpty && MultipleTesting.benjaminiHochberg([]).isEmpty)
        #expect(MultipleTesting.holm([0.3]) == [0.3])
    }
}
