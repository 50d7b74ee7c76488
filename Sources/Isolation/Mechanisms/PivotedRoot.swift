import Glibc

/// pivot_root(2) onto a recursive bind mount of a path; the old root is detached.
struct PivotedRoot: RootMechanism {
    static let place = rootPlace("pivot")
    let name = "pivot"
    let summary = "another root mount by pivot_root(2), the old one detached"
    var path = "/"
    let requirements = ["mount"]
    let changes: Set<Evidence.Property> = [.rootMount]
    let mayChange: Set<Evidence.Property> = [.rootDevice, .rootInode, .mounts]

    func availability(on host: Host) -> Availability { host.require(.systemAdministration) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let staging = plan.stagingFolder
        let bind = UInt(MS_BIND) | UInt(MS_REC)
        plan.add(.mount(source: path, target: staging, type: nil, flags: bind, data: nil), at: .root)
        plan.add(.changeFolder(staging), at: .root)
        // Both the same: the old root is stacked below the new one (man 2 pivot_root, NOTES).
        plan.add(.pivotRoot(new: ".", old: "."), at: .root)
        plan.add(.unmount(target: ".", flags: Int32(MNT_DETACH)), at: .oldRoot)
    }
}
