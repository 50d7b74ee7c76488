import Experiment
import Testing

@testable import isocost

struct ExclusionTests {
    private func suite(_ text: String) throws -> Suite {
        try SuiteFile(file: YAMLFile(text: text, name: "s.yaml")).suite()
    }

    private func complaint(_ text: String) throws -> String {
        let error = #expect(throws: FileError.self) { try suite(text) }
        return "\(try #require(error))"
    }

    @Test func whatIsExcludedIsDeclared() throws {
        let text = "name: s\nworkloads: [sys.null]\nexclude: {steal: 2%, thermal: 3}\n"
        let rule = Exclusion.rule(try suite(text).exclusions)
        #expect(rule == ExclusionRule(limits: [.steal: 0.02, .thermal: 3]))
        let none = try suite("name: s\nworkloads: [sys.null]\nexclude: none\n").exclusions
        #expect(Exclusion.rule(none) == ExclusionRule())
        #expect(Exclusion.rule(try suite("name: s\nworkloads: [sys.null]\n").exclusions) == .standard)
    }

    @Test func aWrongExclusionIsNamed() throws {
        let start = "name: s\nworkloads: [sys.null]\n"
        #expect(
            try complaint(start + "exclude: {steel: 2%}\n").contains(
                "s.yaml:3: unknown key 'steel' in exclude"))
        #expect(try complaint(start + "exclude: {steal: much}\n").contains("'steal' cannot be 'much'"))
        #expect(try complaint(start + "exclude: {thermal: 2%}\n").contains("a count"))
    }

    @Test(arguments: [
        ("steal=5%", Exclusion.limit(.steal, 0.05)), ("none", .none), ("thermal=0", .limit(.thermal, 0)),
        ("io-pressure=0.2", .limit(.ioPressure, 0.2)),
    ])
    func exclusionsAreTyped(text: String, expected: Exclusion) {
        #expect(Exclusion(argument: text) == expected)
    }

    @Test(arguments: ["steal", "steal=", "steal=0%", "steal=120%", "thermal=-1", "thermal=1%", "heat=1", ""])
    func otherExclusionsAreRefused(text: String) { #expect(Exclusion(argument: text) == nil) }

    /// Limits that are given take the place of the standard's own; the others stay.
    @Test func limitsAreAddedToTheStandard() {
        let rule = Exclusion.rule([.limit(.steal, 0.01), .limit(.ioPressure, 0.3)])
        #expect(rule.limits == [.steal: 0.01, .thermal: 0, .ioPressure: 0.3])
        #expect(Exclusion.rule([.none, .limit(.ioPressure, 0.3)]).limits == [.ioPressure: 0.3])
    }
}
