import Experiment
import Isolation
import Statistics
import Testing

@testable import Results

/// Blocks of an attribution with known effects: nothing is measured.
enum AttributionFixture {
    /// Of each factor, as part of the time without any; the last but one pair costs something together.
    static let costs = ["a": 0.02, "b": 0.05, "c": 0.0, "d": 0.1, "e": -0.02, "f": 0.0]
    static let together = 0.03

    static func planner(together: Double = together) throws -> AttributionPlanner {
        try AttributionPlanner(
            costs: costs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            interactions: together == 0 ? [] : [.init(first: "a", second: "b", cost: together)])
    }

    static func plan(_ planner: AttributionPlanner) -> Plan {
        var plan = Plan(
            suite: "attribution", workloads: [WorkloadSpec(name: "w", work: .command(["w"]))],
            environments: planner.environments, seed: 42, placement: .init(worker: 1, controller: 0))
        plan.attribution = planner.design
        return plan
    }

    /// - Parameters:
    ///   - noise: standard deviation of a block's value of an arm.
    ///   - own: what each arm lies off the model in every block, standard deviation.
    static func blocks(
        _ count: Int, _ design: AttributionDesign, noise: Double = 0.004, own: Double = 0, seed: UInt64 = 1
    ) throws -> [Block] {
        var random = RandomNumbers(seed: seed)
        func normal() -> Double { (0..<12).reduce(-6.0) { sum, _ in sum + random.unit() } }
        let arms = design.levels.keys.sorted()
        let offset = Dictionary(uniqueKeysWithValues: arms.map { ($0, own * normal()) })
        return try (0..<count).map { number in
            let base = 1e-4 * (1 + 0.3 * random.unit())
            var measured: [String: Block.Arm] = [:]
            for arm in arms {
                let on = design.factors(of: arm)
                let alone = on.reduce(0) { $0 + (costs[$1] ?? 0) }
                let pairs = design.interactions.reduce(0) { sum, pair in
                    sum + (on.contains(pair.first) && on.contains(pair.second) ? pair.cost : 0)
                }
                let time = base * (1 + alone + pairs + (offset[arm] ?? 0) + noise * normal())
                measured[arm] = try Fixture.arm([time, time, time])
            }
            return Fixture.block("w", number, arms: measured)
        }
    }

    static func document(
        _ count: Int = 12, together: Double = together, noise: Double = 0.004, own: Double = 0,
        seed: UInt64 = 1
    ) throws -> AttributionDocument {
        let planner = try planner(together: together)
        let blocks = try blocks(count, planner.design, noise: noise, own: own, seed: seed)
        let place = try RunPlace(Fixture.record(plan(planner)), blocks)
        return try #require(try AttributionAnalysis.document(of: place.folder))
    }
}

@Suite struct AttributionTests {
    @Test func effectsAndInteractionsAreRecovered() throws {
        let workload = try #require(try AttributionFixture.document().workloads.first)
        let truths = ["a": 0.035, "b": 0.065, "c": 0.0, "d": 0.1, "e": -0.02, "f": 0.0]
        for effect in workload.effects where effect.factor != "nothing" {
            #expect(effect.truth.map { abs($0 - truths[effect.factor]!) < 1e-12 } == true, "\(effect)")
            #expect(abs(effect.overhead.center - truths[effect.factor]!) < 0.003, "\(effect)")
        }
        let found = try #require(workload.interactions.first { $0.isInModel })
        #expect([found.first, found.second] == ["a", "b"] && found.overhead.contains(0.03))
        #expect(workload.additivity.verdict == "not additive")
    }

    @Test func sharesAddUpToTheTarget() throws {
        let workload = try #require(try AttributionFixture.document().workloads.first)
        let sum = workload.shares.reduce(0) { $0 + $1.overhead.center }
        #expect(abs(sum - workload.additivity.modelled.center) < 0.001)
        #expect(abs(sum - 0.18) < 0.005)
        #expect(abs(workload.shares.compactMap(\.part).reduce(0, +) - 1) < 0.01)
    }

    @Test func whatAddsUpIsSaidTo() throws {
        let workload = try #require(try AttributionFixture.document(together: 0).workloads.first)
        #expect(workload.additivity.verdict == "additive")
        #expect(workload.additivity.measured.contains(0.15) && workload.additivity.predicted.contains(0.15))
    }

    /// 95 % are due; with arms off the model as well, since intervals are widened for it.
    @Test(arguments: [(0.004, 0.0), (0.004, 0.004)])
    func intervalsHoldTheTruth(noise: Double, own: Double) throws {
        var (held, asked) = (0, 0)
        for seed in 1...40 {
            let workload = try #require(
                try AttributionFixture.document(together: 0, noise: noise, own: own, seed: UInt64(seed))
                    .workloads.first)
            for effect in workload.effects {
                asked += 1
                if effect.overhead.contains(effect.truth ?? 0) { held += 1 }
            }
        }
        let share = Double(held) / Double(asked)
        #expect(share > 0.92 && share < 0.995, "\(held) of \(asked)")
    }

    @Test func tooFewBlocksGiveNoAnswer() throws {
        #expect(try AttributionFixture.document(5).workloads.isEmpty)
    }

    /// A factor that changes nothing sets what can be resolved.
    @Test func theControlIsTheNoiseFloor() throws {
        let workload = try #require(try AttributionFixture.document(noise: 0.02).workloads.first)
        let control = try #require(workload.effects.last)
        #expect(control.factor == "nothing")
        #expect(workload.noiseFloor == max(abs(control.overhead.lower), abs(control.overhead.upper)))
    }

    @Test func otherRunsAreNone() throws {
        let place = try RunPlace(
            Fixture.record(try Fixture.plan()), try Fixture.blocks(6, ratios: ["jail": 1.1]))
        #expect(try AttributionAnalysis.document(of: place.folder) == nil)
    }
}

@Suite struct PredictionTests {
    private static let mechanisms = ["uts", "ipc", "pid"]

    /// A run of three real mechanisms, `ipc` of which costs a tenth and `pid` a twentieth.
    private static func document(off: Double = 0) throws -> AttributionDocument {
        let target = try Environment(
            EnvironmentDefinition(name: "cell", namespaces: [.uts, .ipc, .pid]))
        let host = Host(capabilities: ~0, namespaces: Set(NamespaceKind.allCases), userNamespaceRefusal: nil)
        let planner = try AttributionPlanner(target: target, chosen: [], host: host)
        let costs = ["ipc": 0.1, "pid": 0.05]
        var random = RandomNumbers(seed: 3)
        let blocks = try (0..<10).map { number in
            var arms: [String: Block.Arm] = [:]
            for arm in planner.design.levels.keys.sorted() {
                let cost = planner.design.factors(of: arm).reduce(0) { $0 + (costs[$1] ?? 0) }
                let time = 1e-4 * (1 + cost + 0.002 * (random.unit() - 0.5))
                arms[arm] = try Fixture.arm([time, time, time])
            }
            return Fixture.block("w", number, arms: arms)
        }
        let place = try RunPlace(Fixture.record(AttributionFixture.plan(planner)), blocks)
        return try #require(try AttributionAnalysis.document(of: place.folder))
    }

    @Test func effectsAddUp() throws {
        let prediction = Prediction(try Self.document())
        let environment = try Environment(EnvironmentDefinition(name: "two", namespaces: [.ipc, .uts]))
        let document = try prediction.document(of: environment)
        #expect(document.factors == ["uts", "ipc"])
        let one = try #require(document.workloads.first)
        #expect(one.overhead.contains(0.1) && one.overhead.halfWidth < 0.01, "\(one)")
        #expect(one.measured == nil && one.agrees == nil)
    }

    @Test func aMechanismThatWasNoFactorIsNamed() throws {
        let prediction = Prediction(try Self.document())
        let environment = try Environment(EnvironmentDefinition(name: "two", namespaces: [.net]))
        #expect(
            throws: PredictionError.unknownMechanism("net", environment: "two", known: ["pid", "uts", "ipc"])
        ) {
            try prediction.document(of: environment)
        }
    }

    @Test func itIsHeldAgainstARun() throws {
        let prediction = Prediction(try Self.document())
        let environment = try Environment(EnvironmentDefinition(name: "jail", namespaces: [.ipc]))
        for (ratio, agrees) in [(1.1, true), (1.2, false)] {
            let run = Analysis(
                Fixture.record(try Fixture.plan()),
                blocks: try Fixture.blocks(12, ratios: ["jail": ratio], noise: 0.002)
            ).document()
            let document = try prediction.document(of: environment, against: run, path: "results/run")
            #expect(document.workloads.first?.agrees == agrees, "\(ratio)")
        }
        let other = try Environment(EnvironmentDefinition(name: "other", namespaces: [.ipc]))
        let run = Analysis(
            Fixture.record(try Fixture.plan()), blocks: try Fixture.blocks(12, ratios: ["jail": 1.1])
        ).document()
        #expect(throws: PredictionError.notMeasured(environment: "other", path: "results/run")) {
            try prediction.document(of: other, against: run, path: "results/run")
        }
    }
}
