import Glibc

/// pivot_root(2) onto a bind mount that can't be written, with all that is mounted below it. Scratch files
/// stay writable.
struct ReadOnlyRoot: RootMechanism {
    static let place = rootPlace("read-only")
    let name = "read-only"
    let summary = "another root by pivot_root(2), bound read-only"
    var path = "/"
    let requirements = ["mount"]
    let changes: Set<Evidence.Property> = [.rootMount]
    let mayChange: Set<Evidence.Property> = [.rootDevice, .rootInode, .mounts]

    func availability(on host: Host) -> Availability { host.require(.systemAdministration) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let bind = UInt(MS_BIND) | UInt(MS_REC)
        let staging = plan.stagingFolder
        plan.add(.mount(source: path, target: staging, type: nil, flags: bind, data: nil), at: .stage)
        plan.add(
            .mountAttributes(path: staging, set: MountAttribute.readOnly, recursive: true), at: .stage)
        if path == "/", let scratch = plan.scratchFolder {
            plan.add(
                .mount(
                    source: scratch, target: staging + scratch, type: nil, flags: UInt(MS_BIND), data: nil),
                at: .stage)
        }
        plan.pivot(to: staging)
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        ["root": process.mount(on: "/")?.options.contains("ro") == true ? "read-only" : "writable"]
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.mismatch("root", expected: "read-only").map { [$0] } ?? []
    }
}
