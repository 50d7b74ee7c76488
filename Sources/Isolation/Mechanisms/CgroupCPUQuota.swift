/// Time on CPUs, as the part of a second in every second.
struct CgroupCPUQuota: CgroupMechanism {
    static let place = SettingPlace.member("cpuMax", of: "cgroup")
    let name = "cpuMax"
    let summary = "cgroup: CPUs' worth of time, e.g. 0.5"
    /// 1 is all of one CPU.
    var cpus = 1.0

    /// The kernel's default period, microseconds (Documentation/scheduler/sched-bwc.rst).
    private static let period = 100_000.0
    /// The least that it takes as a quota.
    private static let smallest = 1000.0

    init() {}

    init(_ setting: Setting) throws(SettingError) {
        cpus = try setting.number("cpuMax", above: 0)
        guard cpus * Self.period >= Self.smallest, cpus < 1e6 else {
            throw setting.error("'cpuMax' cannot be '\(try setting.text("cpuMax"))': from 0.01 CPUs on")
        }
    }

    var setting: Setting { Setting(.number(cpus)) }

    func limit(in plan: LaunchPlan?) throws(IsolationError) -> CgroupLimit {
        let (quota, period) = (Int((cpus * Self.period).rounded()), Int(Self.period))
        return CgroupLimit(
            second: .init("cpu", ("cpu.max", "\(quota) \(period)")),
            first: .init("cpu", ("cpu.cfs_period_us", "\(period)"), ("cpu.cfs_quota_us", "\(quota)")))
    }
}
