import Isolation
import Testing

@testable import Experiment

@Suite struct AttributionPlannerTests {
    private static let root = Host(
        capabilities: ~0, namespaces: Set(NamespaceKind.allCases), userNamespaceRefusal: nil)

    private func planner(
        _ name: String, chosen: [String] = [], host: Host = root
    ) throws -> AttributionPlanner {
        let target = try Environment(try #require(EnvironmentCatalog.named(name)))
        return try AttributionPlanner(target: target, chosen: chosen, host: host)
    }

    /// Every environment of isocost's own can be taken apart, into environments whose mechanisms are those said.
    @Test(arguments: EnvironmentCatalog.own.map(\.name).filter { !$0.hasPrefix("bare") })
    func armsAreWhatTheDesignSays(name: String) throws {
        let planner = try planner(name)
        let design = planner.design
        #expect(design.failed.isEmpty && design.dropped.isEmpty)
        for environment in planner.environments {
            let levels = try #require(design.levels[environment.name])
            let on = zip(design.factors, levels).filter(\.1).compactMap(\.0.mechanism)
            #expect(Set(environment.mechanisms.map(\.name)) == Set(on), "\(environment.name)")
        }
        let target = try #require(planner.environments.first { $0.name == name })
        let whole = try Environment(try #require(EnvironmentCatalog.named(name)))
        #expect(target.mechanisms.map(\.name) == whole.mechanisms.map(\.name))
        #expect(target.mechanisms.map(\.setting) == whole.mechanisms.map(\.setting))
    }

    @Test func seccompHasALesserLevel() throws {
        let design = try planner("container").design
        let level = try #require(design.index(of: "seccomp=allow-all"))
        #expect(!design.factors[level].isInTarget && design.factors[level].setting == .text("allow-all"))
        let both = [try #require(design.index(of: "seccomp")), level]
        #expect(design.rules.alternatives.contains(both.sorted()))
        #expect(design.levels.values.allSatisfy { levels in !both.allSatisfy { levels[$0] } })
        #expect(design.levels.values.contains { $0[level] })
    }

    @Test func chosenMechanismsBringWhatTheyNeed() throws {
        let design = try planner("container", chosen: ["proc"]).design
        #expect(design.factors.map(\.name) == ["mount", "pid", "proc", "nothing"])
        #expect(throws: AttributionError.self) { try planner("container", chosen: ["porc"]) }
    }

    @Test func whatTheHostLacksDropsOut() throws {
        let host = Host(
            capabilities: ~0, namespaces: Set(NamespaceKind.allCases).subtracting([.net]),
            userNamespaceRefusal: nil)
        let design = try planner("container", host: host).design
        #expect(design.dropped.map(\.mechanism).contains("net"))
        let veth = try #require(design.dropped.first { $0.mechanism == "veth" })
        #expect(!veth.reason.isEmpty && design.index(of: "veth") == nil && design.index(of: "pid") != nil)
    }

    /// Without root every mechanism needs the user namespace that gives the right to it.
    @Test func anOrdinaryUserNeedsAUserNamespace() throws {
        let host = Host(capabilities: 0, namespaces: Set(NamespaceKind.allCases), userNamespaceRefusal: nil)
        let design = try planner("container-rootless", host: host).design
        let user = try #require(design.index(of: "user"))
        let mount = try #require(design.index(of: "mount"))
        #expect(design.rules.requirements[mount].contains(user))
        let chosen = try planner("container-rootless", chosen: ["pid"], host: host).design
        #expect(chosen.factors.map(\.name) == ["pid", "user", "nothing"])
        #expect(throws: AttributionError.self) { try planner("chroot", host: host) }
    }

    @Test func aRuntimeIsOnePiece() throws {
        let target = try Environment(try #require(EnvironmentCatalog.named("bwrap")))
        #expect(throws: AttributionError.external(environment: "bwrap", mechanism: "runtime")) {
            try AttributionPlanner(target: target, chosen: [], host: Self.root)
        }
    }

    /// One that can't be launched is reported and replaced, and the others still tell the mechanisms apart.
    @Test func failuresAreReplaced() throws {
        var planner = try planner("container")
        let arms = planner.environments.count
        var attempts = 0
        try planner.prove { environment in
            attempts += 1
            let names = Set(environment.mechanisms.map(\.name))
            return environment.name != "container" && names.isSuperset(of: ["pid", "uts", "ipc"])
                ? "no such luck" : nil
        }
        #expect(
            !planner.design.failed.isEmpty && planner.design.failed.allSatisfy { $0.reason == "no such luck" }
        )
        #expect(planner.environments.count > arms - 5 && attempts >= arms)
        for environment in planner.environments where environment.name != "container" {
            #expect(!Set(environment.mechanisms.map(\.name)).isSuperset(of: ["pid", "uts", "ipc"]))
        }
    }

    @Test func aTargetThatFailsEndsIt() throws {
        var planner = try planner("container")
        #expect(throws: AttributionError.notEstimable(environment: "container", reason: "no")) {
            try planner.prove { $0.name == "container" ? "no" : nil }
        }
    }

    @Test func knownCostsAreInjected() throws {
        let planner = try AttributionPlanner(
            costs: [("a", 0.02), ("b", 0.05)], interactions: [.init(first: "a", second: "b", cost: 0.03)])
        let design = planner.design
        #expect(design.target == "synthetic" && design.levels.count == 8)
        for (arm, levels) in design.levels {
            let cost = (levels[0] ? 0.02 : 0) + (levels[1] ? 0.05 : 0) + (levels[0] && levels[1] ? 0.03 : 0)
            #expect(design.injection(of: arm) == (cost == 0 ? .none : .moreWork(cost)), "\(arm)")
        }
        #expect(throws: AttributionError.unknownFactor("c", known: ["a", "b"])) {
            try AttributionPlanner(
                costs: [("a", 0.02), ("b", 0.05)], interactions: [.init(first: "a", second: "c", cost: 0.03)])
        }
    }
}
