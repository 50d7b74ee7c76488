import Testing

@testable import Counters

struct SpellingTests {
    @Test(arguments: [
        ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("same", "same", 0), ("flaw", "lawn", 2),
    ])
    func distanceIsLevenshteins(a: String, b: String, expected: Int) {
        #expect(Spelling.distance(Array(a.utf8), Array(b.utf8)) == expected)
    }

    @Test func nearestComesFirstAndFarNamesNever() {
        let known = ["branch-misses", "branch-loads", "cache-misses", "cycles"]
        #expect(Spelling.nearest(to: "branch-mises", among: known).first == "branch-misses")
        #expect(!Spelling.nearest(to: "branch-mises", among: known).contains("cycles"))
    }

    @Test func caseIsIgnored() {
        #expect(Spelling.nearest(to: "DTLB-LOADS", among: ["dTLB-loads"]) == ["dTLB-loads"])
    }
}
