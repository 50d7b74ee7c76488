import Testing

@testable import Naming

struct NearestNameTests {
    @Test(arguments: [
        ("kitten", "sitting", 3), ("", "abc", 3), ("abc", "", 3), ("same", "same", 0), ("flaw", "lawn", 2),
    ])
    func distanceIsLevenshteins(a: String, b: String, expected: Int) {
        #expect(NearestName.distance(Array(a.utf8), Array(b.utf8)) == expected)
    }

    @Test func nearestComesFirstAndFarNamesNever() {
        let known = ["branch-misses", "branch-loads", "cache-misses", "cycles"]
        #expect(NearestName.among(known, to: "branch-mises").first == "branch-misses")
        #expect(!NearestName.among(known, to: "branch-mises").contains("cycles"))
    }

    @Test func beginningsCount() {
        #expect(NearestName.among(["workingSet", "seed"], to: "working") == ["workingSet"])
    }

    @Test func caseIsIgnored() {
        #expect(NearestName.among(["dTLB-loads"], to: "DTLB-LOADS") == ["dTLB-loads"])
    }

    @Test func hintNamesTheNearestOrNothing() {
        #expect(NearestName.hint(among: ["chroot", "namespaces"], to: "chrot") == "; did you mean 'chroot'?")
        #expect(NearestName.hint(among: ["chroot", "namespaces"], to: "kubernetes").isEmpty)
    }
}
