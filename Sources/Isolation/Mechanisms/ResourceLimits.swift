/// Limits of setrlimit(2).
struct ResourceLimits: Mechanism {
    static let place = SettingPlace.value(of: "rlimits")
    let name = "rlimits"
    let summary = "limits of setrlimit(2), e.g. open files"
    let changes: Set<Evidence.Property> = []
    var limits: [ResourceLimit]

    /// What `runc spec` sets, and Docker's daemon leaves to its own.
    init(limits: [ResourceLimit] = [ResourceLimit(.nofile, soft: 1024, hard: 1024)]) { self.limits = limits }

    init(_ setting: Setting) throws(SettingError) {
        let members = try setting.members("rlimits", of: ResourceLimit.Kind.allCases.map(\.rawValue))
        limits = []
        for kind in ResourceLimit.Kind.allCases {
            if let setting = members[kind.rawValue] {
                limits.append(try ResourceLimit(kind, reading: setting))
            }
        }
        if limits.isEmpty { throw setting.error("'rlimits' names none") }
    }

    var setting: Setting { .members(limits.map { .init($0.kind.rawValue, $0.setting) }) }

    func availability(on host: Host) -> Availability { .available }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        for limit in limits { plan.add(.resourceLimit(limit), at: .limits) }
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        Dictionary(uniqueKeysWithValues: limits.map { (key($0), process.limit(of: $0.kind)) })
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        limits.compactMap { evidence.mismatch(key($0), expected: $0.text) }
    }

    private func key(_ limit: ResourceLimit) -> String { "rlimit \(limit.kind.rawValue)" }
}
