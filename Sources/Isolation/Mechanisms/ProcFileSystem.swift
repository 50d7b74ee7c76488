import Glibc

/// A /proc that shows the processes of its own namespace.
struct ProcFileSystem: PlainMechanism {
    static let place = SettingPlace.word("proc", in: "mounts")
    let name = "proc"
    let summary = "own /proc, of its own process numbers"
    let requirements = ["mount", "pid"]
    let changes: Set<Evidence.Property> = []
    let mayChange: Set<Evidence.Property> = [.mounts]

    /// Without it, programs would see the processes of the host and take them for their own.
    func isImplied(by others: [any Mechanism]) -> Bool {
        requirements.allSatisfy { name in others.contains { $0.name == name } }
    }

    func availability(on host: Host) -> Availability { host.require(.systemAdministration) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let flags = UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOEXEC)
        plan.add(.mount(source: "proc", target: "/proc", type: "proc", flags: flags, data: nil), at: .mounts)
    }
}
