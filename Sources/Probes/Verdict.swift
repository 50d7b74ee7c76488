/// What came of an attempt to reach something of the host from inside an environment: a closed set.
public enum Verdict: String, Sendable, CaseIterable {
    /// The attempt did not reach the host.
    case isolated
    /// The host's own was reached, and nothing stood in between.
    case shared
    /// The host's own was reached, past what should have kept it away.
    case escaped
    /// Nothing could be attempted, or an attempt would say nothing.
    case notApplicable = "n/a"

    /// True for what a promise of isolation forbids.
    public var reachesHost: Bool { self == .shared || self == .escaped }
}
