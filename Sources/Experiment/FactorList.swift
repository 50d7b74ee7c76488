import Isolation
import Statistics

/// The factors of an attribution, what each turns on, and which of them can be on together.
struct FactorList {
    typealias Factor = AttributionDesign.Factor

    /// Each mechanism of the target and each lesser level of one, and at last the control.
    private(set) var factors: [Factor] = []
    private(set) var dropped: [AttributionDesign.Dropped] = []
    private(set) var rules = FactorRules(requirements: [])
    /// By factor; nil for what turns no mechanism on.
    private var mechanisms: [(any Mechanism)?] = []
    private let target: Environment

    /// - Parameter chosen: the mechanisms to be told apart; all of the target's where there are none. What they need
    ///   is among them.
    /// - Throws: `AttributionError`.
    init(of target: Environment, chosen: [String], host: Host) throws(AttributionError) {
        self.target = target
        if let external = target.mechanisms.first(where: { ["runtime", "wrapper"].contains($0.name) }) {
            throw .external(environment: target.name, mechanism: external.name)
        }
        let wanted = try Self.chosen(chosen, of: target, host: host)
        let levels = wanted.flatMap { mechanism in
            mechanism.lesserLevels.map { Self.level($0, below: mechanism) }
        }
        let candidates = wanted.map { (Self.factor($0), $0) } + levels
        let all = Set(target.mechanisms.map(\.name))
        var needs = candidates.map { $0.1.requirements(among: all) }
        try keepAvailable(candidates, needs: &needs, host: host)
        factors.append(
            Factor(
                name: AttributionDesign.control, summary: "the control: changes nothing", isInTarget: false))
        mechanisms.append(nil)
        rules = FactorRules(
            requirements: needs.map { names in
                names.compactMap { name in factors.firstIndex { $0.name == name } }
            } + [[]],
            alternatives: alternatives())
    }

    /// Which of them are on in the target.
    var targetLevels: [Bool] { factors.map(\.isInTarget) }

    /// - Parameter levels: which factors are on.
    func environment(_ levels: [Bool], name: String) throws(IsolationError) -> Environment {
        let on = zip(mechanisms, levels).compactMap { $0.1 ? $0.0 : nil }
        return try Environment(EnvironmentDefinition(name: name, exactly: on))
    }

    private static func factor(_ mechanism: any Mechanism) -> Factor {
        Factor(
            name: mechanism.name, summary: mechanism.summary, setting: mechanism.setting,
            mechanism: mechanism.name)
    }

    private static func level(
        _ lesser: any Mechanism, below mechanism: any Mechanism
    ) -> (Factor, any Mechanism) {
        var factor = factor(lesser)
        if lesser.name == mechanism.name { factor.name += "=\(lesser.setting.scalar ?? "less")" }
        factor.isInTarget = false
        return (factor, lesser)
    }

    private static func chosen(
        _ names: [String], of target: Environment, host: Host
    ) throws(AttributionError) -> [any Mechanism] {
        guard !names.isEmpty else { return target.mechanisms }
        let all = Set(target.mechanisms.map(\.name))
        var wanted = Set(names)
        for name in names where !all.contains(name) {
            throw .unknownMechanism(name, environment: target.name, known: target.mechanisms.map(\.name))
        }
        // Where a user namespace of the target's gives the right to one of them, it is needed too.
        let user = target.mechanisms.filter { $0.name == NamespaceKind.user.rawValue }
        if !user.isEmpty,
            target.mechanisms.contains(where: { wanted.contains($0.name) && isRefused($0, host) })
        {
            wanted.insert(NamespaceKind.user.rawValue)
        }
        var before = -1
        while wanted.count > before {
            before = wanted.count
            for mechanism in target.mechanisms where wanted.contains(mechanism.name) {
                wanted.formUnion(mechanism.requirements(among: all))
            }
        }
        return target.mechanisms.filter { wanted.contains($0.name) }
    }

    /// Drops what this host does not have, and what needs that. Where a user namespace gives the right to it, that
    /// becomes one more requirement.
    private mutating func keepAvailable(
        _ candidates: [(Factor, any Mechanism)], needs: inout [[String]], host: Host
    ) throws(AttributionError) {
        let user = NamespaceKind.user.rawValue
        let hasUser = candidates.contains { $0.1.name == user }
        var reasons: [Int: String] = [:]
        for (index, candidate) in candidates.enumerated() {
            guard let reason = obstacle(candidate.1, host: host, inside: []) else { continue }
            let users = candidates.map(\.1).filter { $0.name == user }
            if hasUser, candidate.1.name != user, obstacle(candidate.1, host: host, inside: users) == nil {
                needs[index].append(user)
            } else {
                reasons[index] = reason
            }
        }
        var before = -1
        while reasons.count > before {
            before = reasons.count
            for (index, names) in needs.enumerated() where reasons[index] == nil {
                let lost = names.first { name in
                    candidates.indices.contains { candidates[$0].0.name == name && reasons[$0] != nil }
                }
                if let lost { reasons[index] = "needs \(lost), which this host does not have" }
            }
        }
        for (index, candidate) in candidates.enumerated() {
            guard let reason = reasons[index] else {
                factors.append(candidate.0)
                mechanisms.append(candidate.1)
                continue
            }
            dropped.append(.init(mechanism: candidate.0.name, reason: reason))
        }
        needs = needs.indices.filter { reasons[$0] == nil }.map { needs[$0] }
        guard factors.contains(where: \.isInTarget) else {
            throw .nothingLeft(
                environment: target.name, reasons: dropped.map { "\($0.mechanism): \($0.reason)" })
        }
    }

    private static func isRefused(_ mechanism: any Mechanism, _ host: Host) -> Bool {
        mechanism.availability(on: host) != .available
    }

    private func obstacle(_ mechanism: any Mechanism, host: Host, inside others: [any Mechanism]) -> String? {
        var view = host
        if !others.isEmpty { view = view.insideUserNamespace() }
        guard case .unavailable(let reason) = mechanism.availability(on: view) else { return nil }
        return reason
    }

    /// Levels of one thing: those below one key of which a file can say one.
    private func alternatives() -> [[Int]] {
        var groups: [String: [Int]] = [:]
        for (index, mechanism) in mechanisms.enumerated() {
            guard let mechanism, let key = mechanism.exclusiveKey else { continue }
            groups[key, default: []].append(index)
        }
        return groups.values.filter { $0.count > 1 }.sorted { $0[0] < $1[0] }
    }
}

extension Mechanism {
    /// The key of environment files below which there is this mechanism or another, and never both.
    fileprivate var exclusiveKey: String? {
        switch Self.place {
        case .value(let key), .kind(_, let key, _, _): key
        case .word, .member: nil
        }
    }
}
