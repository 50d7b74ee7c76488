/// Fewer capabilities (man 7 capabilities), as they are before exec; the kernel then gives the program
/// what exec leaves of them.
struct Capabilities: Mechanism {
    static let place = SettingPlace.value(of: "capabilities")
    let name = "capabilities"
    let summary = "only some of root's capabilities"
    let changes: Set<Evidence.Property> = []
    let mayChange: Set<Evidence.Property> = [.capInh, .capPrm, .capEff, .capBnd, .capAmb]

    var bounding: CapabilitySet
    var permitted: CapabilitySet
    var effective: CapabilitySet
    var inheritable: CapabilitySet
    var ambient: CapabilitySet

    /// What Docker and podman leave a container's root
    /// (https://docs.docker.com/engine/security/#linux-kernel-capabilities).
    static let ofContainers = CapabilitySet([
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_FSETID", "CAP_FOWNER", "CAP_MKNOD", "CAP_NET_RAW", "CAP_SETGID",
        "CAP_SETUID", "CAP_SETFCAP", "CAP_SETPCAP", "CAP_NET_BIND_SERVICE", "CAP_SYS_CHROOT", "CAP_KILL",
        "CAP_AUDIT_WRITE",
    ])

    init(keep: CapabilitySet = ofContainers) {
        (bounding, permitted, effective) = (keep, keep, keep)
        (inheritable, ambient) = (CapabilitySet([]), CapabilitySet([]))
    }

    /// `keep` is short for the same bounding, permitted and effective sets; the others start empty.
    init(_ setting: Setting) throws(SettingError) {
        let keys = ["keep", "bounding", "permitted", "effective", "inheritable", "ambient"]
        let members = try setting.members("capabilities", of: keys)
        func set(_ key: String) throws(SettingError) -> CapabilitySet? {
            guard let setting = members[key] else { return nil }
            return try CapabilitySet(reading: setting, key: key)
        }
        let (kept, bounded) = (try set("keep"), try set("bounding"))
        guard let keep = kept ?? bounded else {
            throw setting.error("'keep' or 'bounding' is missing in capabilities")
        }
        self.init(keep: keep)
        bounding = bounded ?? keep
        permitted = try set("permitted") ?? keep
        effective = try set("effective") ?? permitted
        inheritable = try set("inheritable") ?? inheritable
        ambient = try set("ambient") ?? ambient
        try check(setting)
    }

    /// What the kernel would refuse (cap_capset and cap_prctl in security/commoncap.c).
    private func check(_ setting: Setting) throws(SettingError) {
        func require(_ inner: CapabilitySet, _ name: String, in outer: CapabilitySet, _ outerName: String)
            throws(SettingError)
        {
            let extra = inner.subtracting(outer).names
            if !extra.isEmpty {
                throw setting.error(
                    "capabilities: \(name) has \(extra.joined(separator: ", ")), which \(outerName) lacks")
            }
        }
        try require(effective, "effective", in: permitted, "permitted")
        try require(inheritable, "inheritable", in: bounding, "bounding")
        try require(ambient, "ambient", in: permitted.intersection(inheritable), "permitted or inheritable")
    }

    var setting: Setting {
        guard self != Capabilities(keep: bounding) else {
            return .members([.init("keep", bounding.setting)])
        }
        return .members([
            .init("bounding", bounding.setting), .init("permitted", permitted.setting),
            .init("effective", effective.setting), .init("inheritable", inheritable.setting),
            .init("ambient", ambient.setting),
        ])
    }

    private var asked: CapabilitySet { bounding.union(permitted).union(inheritable) }

    /// What a program needs these for, of what it lacks (man 7 capabilities).
    var promises: Set<String> {
        let needed = [
            "CAP_MKNOD": ["root.device"], "CAP_SYS_BOOT": ["kernel.reboot", "kernel.kexec"],
            "CAP_SYS_MODULE": ["kernel.module"], "CAP_SYS_TIME": ["system.clock"],
            "CAP_SYS_ADMIN": ["files.mount", "processes.covered", "root.bind", "system.hostname"],
        ]
        let kept = Set(bounding.union(inheritable).union(ambient).names)
        return needed.reduce(into: []) { if !kept.contains($1.key) { $0.formUnion($1.value) } }
    }

    func availability(on host: Host) -> Availability {
        if case .unavailable(let reason) = host.require(.setCapabilities) {
            return .unavailable(reason: reason)
        }
        let lacking = asked.subtracting(CapabilitySet(mask: host.capabilities)).names
        guard lacking.isEmpty else {
            return .unavailable(reason: "isocost itself lacks \(lacking.joined(separator: ", "))")
        }
        return .available
    }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.keptCapabilities = permitted
        plan.add(.boundingSet(bounding), at: .capabilities)
        // Before the ambient set, which needs its members in the other two.
        plan.add(
            .capabilities(effective: effective, permitted: permitted, inheritable: inheritable),
            at: .capabilities)
        plan.add(.ambientSet(ambient), at: .capabilities)
    }
}

extension Capabilities: Equatable {
    static func == (left: Self, right: Self) -> Bool {
        [left.bounding, left.permitted, left.effective, left.inheritable, left.ambient]
            == [right.bounding, right.permitted, right.effective, right.inheritable, right.ambient]
    }
}

extension Capabilities {
    func observe(_ process: ObservedProcess) -> [String: String] { ["user": process.userInside] }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        let expected = afterExec(
            asRoot: evidence.detail("user") == "0", noNewPrivileges: evidence.noNewPrivs == "1")
        let found = [
            ("capInh", inheritable, evidence.capInh), ("capPrm", expected, evidence.capPrm),
            ("capEff", expected, evidence.capEff), ("capBnd", bounding, evidence.capBnd),
            ("capAmb", ambient, evidence.capAmb),
        ]
        return found.filter { $0.1.description != $0.2 }.map { "\($0) is \($2), not \($1)" }
    }

    /// The permitted and effective sets of a program without file capabilities (man 7 capabilities,
    /// "Transformation of capabilities during execve" and "Capabilities and execution of programs by root").
    private func afterExec(asRoot: Bool, noNewPrivileges: Bool) -> CapabilitySet {
        guard asRoot else { return ambient }
        let gained = bounding.union(inheritable).union(ambient)
        return noNewPrivileges ? gained.intersection(permitted) : gained
    }
}
