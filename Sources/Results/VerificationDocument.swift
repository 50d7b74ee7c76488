import Experiment

/// What each environment really contains: for every property, what came of an attempt.
///
/// Schema `isocost.verification/1`. A schema's number changes when a reader of the old one would go wrong.
public struct VerificationDocument: Codable, Sendable, Equatable {
    public typealias Host = HostFacts

    public static let currentSchema = "isocost.verification/1"

    public var schema = VerificationDocument.currentSchema
    public var run: RunFacts
    public var host: HostFacts
    /// The rows, in the order of the catalogue.
    public var properties: [Property]
    /// The columns; `bare` is the first.
    public var environments: [EnvironmentFacts]
    /// One for every property of every environment that could be launched.
    public var outcomes: [Outcome]

    public init(
        run: RunFacts, host: HostFacts, properties: [Property], environments: [EnvironmentFacts],
        outcomes: [Outcome]
    ) {
        self.run = run
        self.host = host
        self.properties = properties
        self.environments = environments
        self.outcomes = outcomes
    }

    public struct RunFacts: Codable, Sendable, Equatable {
        /// ISO 8601, UTC.
        public var startedAt: String
        public var durationSeconds: Double
        public var version: String
        /// The user who attempted: 0 is root.
        public var userID: UInt32

        public init(startedAt: String, durationSeconds: Double, version: String, userID: UInt32) {
            self.startedAt = startedAt
            self.durationSeconds = durationSeconds
            self.version = version
            self.userID = userID
        }
    }

    public struct Property: Codable, Sendable, Equatable {
        /// E.g. `net.port`; what stands before the dot is its group.
        public var name: String
        public var title: String
        /// What is done inside, in one sentence.
        public var attempt: String
        /// What `value` of its outcomes counts.
        public var unit: String?

        public init(name: String, title: String, attempt: String, unit: String? = nil) {
            self.name = name
            self.title = title
            self.attempt = attempt
            self.unit = unit
        }
    }

    public struct EnvironmentFacts: Codable, Sendable, Equatable {
        public var name: String
        public var summary: String
        public var mechanisms: [String]
        /// Why nothing could be attempted in it; nil when something was.
        public var unavailable: String?

        public init(name: String, summary: String, mechanisms: [String], unavailable: String? = nil) {
            self.name = name
            self.summary = summary
            self.mechanisms = mechanisms
            self.unavailable = unavailable
        }
    }

    public struct Outcome: Codable, Sendable, Equatable {
        public var environment: String
        public var property: String
        /// `isolated`, `shared`, `escaped` or `n/a`.
        public var verdict: String
        /// The call and its errno, or what was reached, or why nothing could be attempted.
        public var detail: String
        /// For properties with a unit.
        public var value: Int?
        /// The mechanisms that promise that the host is not reached; empty when none does.
        public var promisedBy: [String]
        /// True for a promise and a host that was reached.
        public var failed: Bool

        public init(
            environment: String, property: String, verdict: String, detail: String, value: Int? = nil,
            promisedBy: [String] = [], failed: Bool = false
        ) {
            self.environment = environment
            self.property = property
            self.verdict = verdict
            self.detail = detail
            self.value = value
            self.promisedBy = promisedBy
            self.failed = failed
        }
    }

    /// The promises that were not kept.
    public var failures: [Outcome] { outcomes.filter(\.failed) }
}
