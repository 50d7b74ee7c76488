import Naming

/// Why an environment can't be taken apart.
public enum AttributionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// It has a runtime or launcher of somebody else's, which is one piece.
    case external(environment: String, mechanism: String)
    /// No mechanism of it has this name.
    case unknownMechanism(String, environment: String, known: [String])
    /// The host has none of its mechanisms.
    case nothingLeft(environment: String, reasons: [String])
    /// The combinations that can be launched do not tell its mechanisms apart.
    case notEstimable(environment: String, reason: String)
    /// More arms than this host can have at once.
    case tooLarge(arms: Int, what: String, fitting: Int)
    /// An interaction of a factor that there is not.
    case unknownFactor(String, known: [String])

    public var description: String {
        switch self {
        case .external(let environment, let mechanism):
            return "\(environment) can't be taken apart: it is started by \(mechanism), which is one piece; "
                + "take an environment of isocost's own mechanisms"
        case .unknownMechanism(let name, let environment, let known):
            return "\(environment) has no mechanism '\(name)'\(NearestName.hint(among: known, to: name)) "
                + "(it has \(known.joined(separator: ", ")))"
        case .nothingLeft(let environment, let reasons):
            return "nothing of \(environment) can be had here: \(reasons.joined(separator: "; "))"
        case .notEstimable(let environment, let reason):
            return "\(environment) can't be taken apart here: \(reason)"
        case .tooLarge(let arms, let what, let fitting):
            return
                "the design has \(arms) arms, which live at the same time: \(what), which is enough for \(fitting); "
                + "name fewer mechanisms with --mechanism"
        case .unknownFactor(let name, let known):
            return "'\(name)' names no factor\(NearestName.hint(among: known, to: name)) "
                + "(there are \(known.joined(separator: ", ")))"
        }
    }
}
