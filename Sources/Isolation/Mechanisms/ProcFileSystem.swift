import CLinux
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

    /// Every proc file system has a device number of its own.
    func observe(_ process: ObservedProcess) -> [String: String] {
        guard let mount = process.mount(on: "/proc"), mount.type == "proc" else {
            return ["mount /proc": "nothing"]
        }
        return ["mount /proc": mount.device == Self.hostDevice ? "that of the host" : "proc of its own"]
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.mismatch("mount /proc", expected: "proc of its own").map { [$0] } ?? []
    }

    private static var hostDevice: String {
        var identity = isocost_identity()
        guard isocost_identify("/proc", &identity) == 0 else { return "unknown" }
        return "\(identity.device_major):\(identity.device_minor)"
    }
}
