import Statistics

/// What an environment should cost that was not measured: `isocost predict --format json`.
public struct PredictionDocument: Sendable, Codable {
    public static let currentSchema = "isocost.prediction/1"

    public var schema = PredictionDocument.currentSchema
    /// The attribution that it is made from.
    public var run: String
    public var target: String
    public var environment: String
    /// The factors that are on in it.
    public var factors: [String]
    /// The run that it is held against; nil where there is none.
    public var against: String?
    public var workloads: [Workload]

    public struct Workload: Sendable, Codable, Equatable {
        public var workload: String
        /// As part of the time in `bare`.
        public var overhead: Interval
        /// Of an op in the environment.
        public var seconds: Interval
        /// The same as another run measured it.
        public var measured: Interval?
        /// Whether the two differ by no more than their intervals together allow.
        public var agrees: Bool?
    }
}

/// Why nothing can be predicted.
public enum PredictionError: Error, Sendable, Equatable, CustomStringConvertible {
    case notAnAttribution(path: String)
    /// The environment has a mechanism that was no factor.
    case unknownMechanism(String, environment: String, known: [String])
    /// The mechanism was a factor, set up otherwise.
    case otherSetting(String, environment: String, wanted: String, measured: [String])
    /// The other run has nothing of this environment.
    case notMeasured(environment: String, path: String)

    public var description: String {
        switch self {
        case .notAnAttribution(let path):
            return "\(path) is no run of isocost attribute, so nothing can be predicted from it"
        case .unknownMechanism(let name, let environment, let known):
            return "\(environment) has the mechanism '\(name)', which the run did not tell apart "
                + "(it has \(known.joined(separator: ", ")))"
        case .otherSetting(let name, let environment, let wanted, let measured):
            return
                "\(environment) has \(name) as \(wanted); the run measured it as \(measured.joined(separator: " and "))"
        case .notMeasured(let environment, let path):
            return
                "\(path) has no overhead of an environment called '\(environment)' for any of the workloads"
        }
    }
}
