import Linux

/// The CPUs that may be used (man 7 cpuset).
struct CgroupCPUs: CgroupMechanism {
    static let place = SettingPlace.member("cpus", of: "cgroup")
    let name = "cpus"
    let summary = "cgroup: the CPUs that may be used, e.g. 0-3"
    /// A kernel list.
    var list: String

    init(list: String? = nil) { self.list = list ?? Self.written((try? CPUSet.ofThisProcess().cpus) ?? [0]) }

    init(_ setting: Setting) throws(SettingError) {
        let typed = try setting.text("cpus")
        let cpus = parseCPUList(typed)
        guard !cpus.isEmpty else {
            throw setting.error("'cpus' cannot be '\(typed)': a list of CPUs such as 1 or 0-3,8")
        }
        list = Self.written(cpus)
    }

    /// As the kernel prints it: ranges in ascending order.
    private static func written(_ cpus: [Int]) -> String {
        var ranges: [(first: Int, last: Int)] = []
        for cpu in Set(cpus).sorted() {
            if let last = ranges.last, last.last + 1 == cpu {
                ranges[ranges.count - 1].last = cpu
            } else {
                ranges.append((cpu, cpu))
            }
        }
        return ranges.map { $0.first == $0.last ? "\($0.first)" : "\($0.first)-\($0.last)" }
            .joined(separator: ",")
    }

    var setting: Setting { .text(list) }

    func limit(in plan: LaunchPlan?) throws(IsolationError) -> CgroupLimit {
        let form = CgroupLimit.Form("cpuset", ("cpuset.cpus", list))
        return CgroupLimit(second: form, first: form)
    }
}
