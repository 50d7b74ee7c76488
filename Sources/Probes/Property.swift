/// One row of the matrix: something of the host that an environment may keep away.
public struct Property: Sendable, Equatable {
    /// As `--property` and documents name it, e.g. `net.port`; what stands before the dot is its group.
    public let name: String
    /// What of the host would be reached, in a few words.
    public let title: String
    /// What the probe does inside, in one sentence.
    public let attempt: String
    /// What its outcomes count, if they do: `calls`.
    public let unit: String?
    /// Sets of mechanisms, by name, each of which together promises that the host is not reached.
    public let promisedBy: [Set<String>]
    /// Mechanisms beside which none of them promises it.
    public let takenBackBy: Set<String>

    init(
        _ name: String, _ title: String, attempt: String, unit: String? = nil,
        promisedBy: [Set<String>] = [], takenBackBy: Set<String> = []
    ) {
        self.name = name
        self.title = title
        self.attempt = attempt
        self.unit = unit
        self.promisedBy = promisedBy
        self.takenBackBy = takenBackBy
    }

    /// `net` of `net.port`.
    public var group: String { String(name.prefix { $0 != "." }) }

    /// The mechanisms of an environment that promise the property; nil when none do.
    public func promise(among mechanisms: [String]) -> [String]? {
        let present = Set(mechanisms)
        guard present.isDisjoint(with: takenBackBy),
            let promising = promisedBy.first(where: { $0.isSubset(of: present) })
        else { return nil }
        return mechanisms.filter(promising.contains)
    }
}
