import Glibc

/// A /sys that shows the network devices of its own namespace, read-only.
struct SysFileSystem: PlainMechanism {
    static let place = SettingPlace.word("sys", in: "mounts")
    let name = "sys"
    let summary = "own /sys, read-only"
    let requirements = ["mount"]
    let changes: Set<Evidence.Property> = []
    let mayChange: Set<Evidence.Property> = [.mounts]

    /// In a user namespace the kernel mounts a sysfs only over a network that belongs to it
    /// (sysfs_init_fs_context in fs/sysfs/mount.c).
    func requirements(among names: Set<String>) -> [String] {
        requirements + (names.contains("user") ? ["net"] : [])
    }

    func availability(on host: Host) -> Availability { host.require(.systemAdministration) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let flags = UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOEXEC) | UInt(MS_RDONLY)
        if !plan.has(cloneFlag: NamespaceKind.net.cloneFlag) {
            // It is the host's own file system then, which the kernel does not mount on itself (EBUSY).
            let aside = Step.mount(
                source: "tmpfs", target: "/sys", type: "tmpfs", flags: flags, data: "size=0k")
            plan.add(aside, at: .mounts)
        }
        plan.add(.mount(source: "sysfs", target: "/sys", type: "sysfs", flags: flags, data: nil), at: .mounts)
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        ["mount /sys": process.summary(of: "/sys")]
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.mismatch("mount /sys", expected: "sysfs ro").map { [$0] } ?? []
    }
}

extension ObservedProcess {
    /// `tmpfs rw`, of what is mounted on a path.
    func summary(of path: String) -> String {
        guard let mount = mount(on: path) else { return "nothing" }
        return "\(mount.type) \(mount.options.contains("ro") ? "ro" : "rw")"
    }
}
