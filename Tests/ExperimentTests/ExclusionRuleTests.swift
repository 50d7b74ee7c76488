import FoundationEssentials
import Testing

@testable import Experiment

struct ExclusionRuleTests {
    private func load(
        steal: Double? = 0, cpu: Double? = 0, thermal: Double? = nil
    ) -> Block.HostLoad {
        Block.HostLoad(
            stealSeconds: steal, cpuPressureSeconds: cpu, ioPressureSeconds: 0.04, memoryPressureSeconds: nil,
            thermalEvents: thermal, durationSeconds: 0.1)
    }

    /// Beyond a limit, not at it.
    @Test func aShareIsOfTheBlocksDuration() {
        let rule = ExclusionRule(limits: [.steal: 0.05, .cpuPressure: 0.2])
        #expect(rule.cause(of: load(steal: 0.005)) == nil)
        #expect(rule.cause(of: load(steal: 0.0051)) == .steal)
        #expect(rule.cause(of: load(cpu: 0.021)) == .cpuPressure)
    }

    @Test func aCountIsACount() {
        let rule = ExclusionRule(limits: [.thermal: 1])
        #expect(rule.cause(of: load(thermal: 1)) == nil)
        #expect(rule.cause(of: load(thermal: 2)) == .thermal)
    }

    @Test func whatTheKernelDoesNotTellExcludesNothing() {
        let rule = ExclusionRule(limits: [.steal: 0.01, .memoryPressure: 0.01, .thermal: 0])
        #expect(rule.cause(of: load(steal: nil)) == nil)
    }

    /// The measured work makes pressure of its own.
    @Test func theStandardIsBlindToPressure() {
        #expect(ExclusionRule.standard.cause(of: load(cpu: 0.1)) == nil)
        #expect(ExclusionRule.standard.cause(of: load(steal: 0.01)) == .steal)
        #expect(ExclusionRule.standard.cause(of: load(thermal: 1)) == .thermal)
    }

    /// run.json is read by people: causes are its keys.
    @Test func itIsWrittenByName() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let rule = ExclusionRule(limits: [.steal: 0.05, .cpuPressure: 0.25])
        let text = String(decoding: try encoder.encode(rule), as: UTF8.self)
        #expect(text == #"{"limits":{"cpu-pressure":0.25,"steal":0.05}}"#)
        #expect(try JSONDecoder().decode(ExclusionRule.self, from: Data(text.utf8)) == rule)
    }
}
