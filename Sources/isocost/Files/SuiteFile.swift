import Experiment
import Isolation
import Workloads
import Yams

/// A suite of the user's, from YAML.
struct SuiteFile {
    private static let keys = [
        "name", "environments", "workloads", "precision", "margin", "budget", "slice", "rounds", "exclude",
    ]
    private let file: YAMLFile

    static func read(_ path: String) throws -> Suite { try SuiteFile(file: YAMLFile(path: path)).suite() }

    init(file: YAMLFile) { self.file = file }

    func suite() throws -> Suite {
        let members = try file.members(of: file.root, "the suite", keys: Self.keys)
        guard let name = members["name"] else { throw file.error(at: file.root, "'name' is missing") }
        guard let workloads = members["workloads"] else {
            throw file.error(at: file.root, "'workloads' is missing")
        }
        var suite = try Suite(
            name: file.text(name, key: "name"), workloads: self.workloads(workloads),
            environments: members["environments"].map(environments) ?? SuiteCatalog.quick().environments)
        suite.precision = try members["precision"].map { try fraction($0, key: "precision") }
        suite.margin = try members["margin"].map { try fraction($0, key: "margin") }
        suite.budgetSeconds = try members["budget"].map { try duration($0, key: "budget") }
        suite.sliceSeconds = try members["slice"].map { try duration($0, key: "slice") }
        suite.rounds = try members["rounds"].map(rounds)
        suite.exclusions = try members["exclude"].map(exclusions) ?? []
        return suite
    }

    private func duration(_ node: Node, key: String) throws -> Double {
        let typed = try file.text(node, key: key)
        guard let duration = Duration(argument: typed) else {
            throw file.error(at: node, "'\(key)' cannot be '\(typed)': \(Duration.expectation)")
        }
        return duration.seconds
    }

    private func rounds(_ node: Node) throws -> Int {
        let typed = try file.text(node, key: "rounds")
        guard let rounds = Int(typed), (1...1000).contains(rounds) else {
            throw file.error(at: node, "'rounds' cannot be '\(typed)': a whole number from 1 to 1000")
        }
        return rounds
    }

    /// `none`, or a mapping of causes to limits, which then are the only ones.
    private func exclusions(_ node: Node) throws -> [Exclusion] {
        if node.scalar?.string == "none" { return [.none] }
        let causes = ExclusionRule.Cause.allCases.map(\.rawValue)
        let members = try file.members(of: node, "exclude", keys: causes)
        return try [.none]
            + members.sorted { $0.key < $1.key }.map { cause, value in
                let typed = try file.text(value, key: cause)
                guard let limit = Exclusion.limit(cause: cause, text: typed) else {
                    let wanted =
                        cause == ExclusionRule.Cause.thermal.rawValue ? "a count" : Fraction.expectation
                    throw file.error(at: value, "'\(cause)' cannot be '\(typed)': \(wanted)")
                }
                return limit
            }
    }

    private func fraction(_ node: Node, key: String) throws -> Double {
        let typed = try file.text(node, key: key)
        guard let fraction = Fraction(argument: typed) else {
            throw file.error(at: node, "'\(key)' cannot be '\(typed)': \(Fraction.expectation)")
        }
        return fraction.value
    }

    private func environments(_ node: Node) throws -> [Environment] {
        var found: [Environment] = []
        for item in try file.list(node, key: "environments") {
            guard let environment = try environment(item) else { continue }
            guard !found.contains(where: { $0.name == environment.name }) else {
                throw file.error(at: item, "environment '\(environment.name)' comes twice")
            }
            found.append(environment)
        }
        return found
    }

    private func environment(_ item: Node) throws -> Environment? {
        let name = try file.text(item, key: "environments")
        do { return try EnvironmentChoice.find(name, relativeTo: file.name) } catch let failure as Failure {
            throw file.error(at: item, failure.message)
        }
    }

    private func workloads(_ node: Node) throws -> [WorkloadSpec] {
        var found: [WorkloadSpec] = []
        for item in try file.list(node, key: "workloads") {
            for spec in try specs(item) {
                guard !found.contains(where: { $0.name == spec.name }) else {
                    throw file.error(at: item, "workload '\(spec.name)' comes twice: give one another name")
                }
                found.append(spec)
            }
        }
        if found.isEmpty { throw file.error(at: node, "'workloads' names none") }
        return found
    }

    private func specs(_ item: Node) throws -> [WorkloadSpec] {
        do {
            if let glob = item.scalar?.string {
                return try WorkloadCatalog.select(glob).map { try WorkloadSpec($0) }
            }
            let members = try file.members(of: item, "a workload", keys: ["name", "parameters", "command"])
            guard let named = members["name"] else { throw file.error(at: item, "'name' is missing") }
            let name = try file.text(named, key: "name")
            guard let command = members["command"] else {
                return try [
                    WorkloadSpec(WorkloadCatalog.description(named: name), given: parameters(members))
                ]
            }
            if let node = members["parameters"] { throw file.error(at: node, "a command has no parameters") }
            let words = try file.texts(command, key: "command")
            guard !words.isEmpty else { throw file.error(at: command, "'command' is empty") }
            return [WorkloadSpec(name: name, work: .command(words))]
        } catch let error as WorkloadError { throw file.error(at: item, "\(error)") }
    }

    private func parameters(_ members: [String: Node]) throws -> [String: ParameterValue] {
        guard let node = members["parameters"] else { return [:] }
        guard let mapping = node.mapping else {
            throw file.error(at: node, "'parameters' has to be a mapping")
        }
        var given: [String: ParameterValue] = [:]
        for (key, value) in mapping {
            let name = try file.text(key, key: "parameters")
            given[name] = try value.int.map { .integer($0) } ?? .text(file.text(value, key: name))
        }
        return given
    }
}
