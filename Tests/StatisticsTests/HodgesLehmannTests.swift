import Statistics
import Testing

@Suite struct HodgesLehmannTests {
    @Test func agreesWithSortingAllPairs() throws {
        var random = RandomNumbers(seed: 8)
        for count in [1, 2, 3, 4, 7, 20, 41] {
            // Whole numbers of both signs tie, and their averages tie more.
            let values = (0..<count).map { _ in Double(random.index(below: 15) - 7) }
            let walsh = values.indices.flatMap { i in values[i...].map { (values[i] + $0) / 2 } }
            #expect(try HodgesLehmann.estimate(values) == Sample(walsh).median)
            let other = Shape.heavy.draw(count + 3, using: &random)
            let differences = values.flatMap { base in other.map { $0 - base } }
            #expect(try HodgesLehmann.shift(from: values, to: other) == Sample(differences).median)
        }
    }

    @Test func extremesAndSmallNumbers() {
        let huge = Double.greatestFiniteMagnitude
        #expect(HodgesLehmann.estimate([huge, huge]) == huge)
        #expect(HodgesLehmann.estimate([-1, 1])?.sign == .plus, "no negative zero")
        #expect(HodgesLehmann.estimate([0x1p-900, 0x3p-900, -0x1p-900]) == 0x1p-900)
        #expect(HodgesLehmann.estimate([]) == nil)
        #expect(HodgesLehmann.shift(from: [1], to: []) == nil)
    }

    @Test func oneWildValueMovesItLittle() throws {
        let values = series(20, start: 4)
        let clean = try #require(HodgesLehmann.estimate(values))
        let spoiled = try #require(HodgesLehmann.estimate(values.dropLast() + [1e9]))
        #expect(abs(spoiled - clean) < 0.1)
    }

    @Test func shiftIsAntisymmetric() {
        let base = series(23, start: 4)
        let new = series(31, step: 53, start: 9)
        #expect(
            HodgesLehmann.shift(from: base, to: new) == HodgesLehmann.shift(from: new, to: base).map { -$0 })
    }
}
