import Glibc

/// A /proc that shows the processes of its own namespace.
struct ProcFileSystem: Mechanism {
    let name = "proc"
    let summary = "own /proc, of its own process numbers"
    let requirements = ["mount", "pid"]
    let changes: Set<Evidence.Property> = []
    let mayChange: Set<Evidence.Property> = [.mounts]

    func availability(on host: Host) -> Availability { host.require(.systemAdministration) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let flags = UInt(MS_NOSUID) | UInt(MS_NODEV) | UInt(MS_NOEXEC)
        plan.add(.mount(source: "proc", target: "/proc", type: "proc", flags: flags, data: nil), at: .mounts)
    }
}
