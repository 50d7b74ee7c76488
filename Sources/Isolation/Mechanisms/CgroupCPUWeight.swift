/// The share of CPU time where others want it too.
struct CgroupCPUWeight: CgroupMechanism {
    static let place = SettingPlace.member("cpuWeight", of: "cgroup")
    let name = "cpuWeight"
    let summary = "cgroup: share of CPU time beside others, 1 to 10000, 100 by default"
    var weight = 100

    init() {}

    init(_ setting: Setting) throws(SettingError) {
        weight = try setting.integer("cpuWeight", in: 1...10000)
    }

    var setting: Setting { .integer(weight) }

    /// Both versions have the default in the middle: 100, and 1024 (CGROUP_WEIGHT_DFL of linux/cgroup.h, and
    /// Documentation/scheduler/sched-design-CFS.rst).
    func limit(in plan: LaunchPlan?) throws(IsolationError) -> CgroupLimit {
        let shares = min(max(weight * 1024 / 100, 2), 262_144)
        return CgroupLimit(
            second: .init("cpu", ("cpu.weight", "\(weight)")),
            first: .init("cpu", ("cpu.shares", "\(shares)")))
    }
}
