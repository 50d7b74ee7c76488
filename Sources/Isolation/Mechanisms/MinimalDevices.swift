import Glibc

/// A /dev with nothing but the devices that runtimes give every container
/// (https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#default-devices).
struct MinimalDevices: PlainMechanism {
    static let place = SettingPlace.word("dev", in: "mounts")
    let name = "dev"
    let summary = "a minimal /dev: null, zero, full, random, urandom, tty, pts, shm"
    let requirements = ["mount"]
    let changes: Set<Evidence.Property> = []
    let mayChange: Set<Evidence.Property> = [.mounts]

    private static let devices = ["full", "null", "random", "tty", "urandom", "zero"]
    private static let links = [
        ("fd", "/proc/self/fd"), ("ptmx", "pts/ptmx"), ("stderr", "/proc/self/fd/2"),
        ("stdin", "/proc/self/fd/0"), ("stdout", "/proc/self/fd/1"),
    ]
    private static let folders = ["pts", "shm"]

    func availability(on host: Host) -> Availability { host.require(.systemAdministration) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        // The host's own /dev must stay in sight until its devices are bound.
        let isHostRoot = plan.newRoot.isEmpty
        let site = isHostRoot ? plan.stagingFolder : "\(plan.newRoot)/dev"
        let flags = UInt(MS_NOSUID) | UInt(MS_STRICTATIME)
        plan.fill(
            .mount(source: "dev", target: site, type: "tmpfs", flags: flags, data: "mode=755,size=64k"))
        // Bound, not made: in a user namespace nobody may make devices.
        for name in Self.devices {
            plan.fill(.makeFile("\(site)/\(name)", mode: 0o666))
            plan.fill(
                .mount(
                    source: "/dev/\(name)", target: "\(site)/\(name)", type: nil, flags: UInt(MS_BIND),
                    data: nil))
        }
        for (name, says) in Self.links { plan.fill(.symbolicLink(says: says, path: "\(site)/\(name)")) }
        for name in Self.folders { plan.fill(.makeFolder("\(site)/\(name)", mode: 0o755)) }
        let quiet = UInt(MS_NOSUID) | UInt(MS_NOEXEC)
        plan.fill(
            .mount(
                source: "devpts", target: "\(site)/pts", type: "devpts", flags: quiet,
                data: "newinstance,ptmxmode=0666,mode=0620"))
        plan.fill(
            .mount(
                source: "shm", target: "\(site)/shm", type: "tmpfs", flags: quiet | UInt(MS_NODEV),
                data: "mode=1777,size=65536k"))
        guard isHostRoot else { return }
        plan.fill(.mount(source: site, target: "/dev", type: nil, flags: UInt(MS_MOVE), data: nil))
    }

    private static var expected: String {
        (devices + links.map(\.0) + folders).sorted().joined(separator: " ")
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        ["entries of /dev": process.names(in: "/dev").sorted().joined(separator: " ")]
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.mismatch("entries of /dev", expected: Self.expected).map { [$0] } ?? []
    }
}

extension LaunchPlan {
    mutating func fill(_ step: Step) { add(step, at: .fill) }
}
