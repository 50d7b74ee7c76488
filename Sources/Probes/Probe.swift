/// One attempt to reach something of the host: both ends of it, and what its outcome means.
///
/// It takes two processes. The one outside is launched like `bare` and stands for the host: it makes what is to
/// be reached (`prepare`), and looks afterwards whether it was (`confirm`). The one inside is launched in the
/// environment and does nothing but `attempt`, each in a child, so that an attempt may leave its process in any
/// state.
///
/// No attempt may harm the host, whatever its outcome: a probe says in its comment why its own can't.
///
/// To add one: a file in Probes/ and a line in `ProbeCatalog`.
public protocol Probe: SendableMetatype {
    static var property: Property { get }
    init()

    /// Outside: makes what the attempt is aimed at.
    /// - Parameter site: see `Site`.
    /// - Returns: what the process inside needs to know as well.
    /// - Throws: `ProbeError.notApplicable` where the host has no such thing.
    mutating func prepare(_ site: Site) throws(ProbeError) -> Values

    /// Inside: tries to reach it.
    /// - Parameter given: the site's values, and those that `prepare` added.
    func attempt(_ given: Values) throws(ProbeError) -> Outcome

    /// Outside again: holds what the process inside says against what happened here.
    mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome
}

extension Probe {
    public mutating func prepare(_ site: Site) throws(ProbeError) -> Values { [:] }
    public mutating func confirm(_ outcome: Outcome, _ site: Site) throws(ProbeError) -> Outcome { outcome }
}
