import Isolation
import Statistics

/// What makes a run an attribution: arms that are combinations of factors, chosen so that the effect of each can be
/// told from the others'.
public struct AttributionDesign: Sendable, Codable, Equatable {
    /// Something that is on or off: a mechanism of the target, a lesser level of one, or one of the others below.
    public struct Factor: Sendable, Codable, Equatable {
        /// That of the mechanism; with `=` and the level where it is less than the target has.
        public var name: String
        public var summary: String
        /// The mechanism as an environment file says it; nil for what is none.
        public var setting: Setting?
        public var mechanism: String?
        /// False for a lesser level, and for the control.
        public var isInTarget: Bool
        /// The part more operations that it stands for, where its cost is known.
        public var knownCost: Double?

        public init(
            name: String, summary: String, setting: Setting? = nil, mechanism: String? = nil,
            isInTarget: Bool = true,
            knownCost: Double? = nil
        ) {
            self.name = name
            self.summary = summary
            self.setting = setting
            self.mechanism = mechanism
            self.isInTarget = isInTarget
            self.knownCost = knownCost
        }
    }

    /// A cost that is there when two factors are on, known as theirs are.
    public struct KnownInteraction: Sendable, Codable, Equatable {
        public var first: String
        public var second: String
        public var cost: Double

        public init(first: String, second: String, cost: Double) {
            self.first = first
            self.second = second
            self.cost = cost
        }
    }

    /// A mechanism of the target that this host does not have.
    public struct Dropped: Sendable, Codable, Equatable {
        public var mechanism: String
        public var reason: String
    }

    /// A combination that should be possible, and could not be launched.
    public struct Failed: Sendable, Codable, Equatable {
        public var factors: [String]
        public var reason: String
    }

    /// The factor that changes nothing: what the design says of it is what it can't resolve.
    public static let control = "nothing"

    /// The environment that is taken apart.
    public var target: String
    public var factors: [Factor]
    public var rules: FactorRules
    public var kind: FactorialDesign.Kind
    /// By environment, `bare` and its twin included: which factors are on.
    public var levels: [String: [Bool]]
    /// Combinations of the textbook's design that its factors' rules do not allow, replaced by others.
    public var impossible: Int
    public var failed: [Failed]
    public var dropped: [Dropped]
    public var interactions: [KnownInteraction]

    /// The names of the factors that are on in an arm, without the control.
    public func factors(of arm: String) -> [String] {
        guard let on = levels[arm] else { return [] }
        return zip(factors, on).filter { $0.1 && $0.0.name != Self.control }.map(\.0.name)
    }

    public func index(of factor: String) -> Int? { factors.firstIndex { $0.name == factor } }

    /// What an arm does beside its work: the sum of the known costs of what is on.
    func injection(of arm: String) -> Injection {
        let on = factors(of: arm)
        let alone = factors.reduce(0) { $0 + (on.contains($1.name) ? $1.knownCost ?? 0 : 0) }
        let together = interactions.reduce(0) { sum, pair in
            sum + (on.contains(pair.first) && on.contains(pair.second) ? pair.cost : 0)
        }
        return alone + together == 0 ? .none : .moreWork(alone + together)
    }
}

extension Plan {
    /// What an arm does beside its work, so that the truth is known.
    func injection(of arm: String) -> Injection {
        calibration?.injection(of: arm) ?? attribution?.injection(of: arm) ?? .none
    }

    /// The arms whose checksums differ on purpose.
    var injectedArms: [String] {
        (calibration.map { Array($0.injections.keys) } ?? [])
            + (attribution?.levels.keys.filter { injection(of: $0) != .none } ?? [])
    }
}
