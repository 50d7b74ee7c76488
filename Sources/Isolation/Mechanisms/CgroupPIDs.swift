/// How many processes and threads there may be.
struct CgroupPIDs: CgroupMechanism {
    static let place = SettingPlace.member("pidsMax", of: "cgroup")
    let name = "pidsMax"
    let summary = "cgroup: processes and threads, e.g. 100"
    var count: Int

    init(count: Int = 1024) { self.count = count }

    init(_ setting: Setting) throws(SettingError) {
        count = try setting.integer("pidsMax", in: 1...4_194_304)
    }

    var setting: Setting { .integer(count) }

    func limit(in plan: LaunchPlan?) throws(IsolationError) -> CgroupLimit {
        let form = CgroupLimit.Form("pids", ("pids.max", "\(count)"))
        return CgroupLimit(second: form, first: form)
    }
}
