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
        let bind = UInt(MS_BIND) | UInt(MS_REC)
        let staging = plan.stagingFolder
        plan.add(.mount(source: path, target: staging, type: nil, flags: bind, data: nil), at: .stage)
        plan.pivot(to: staging)
    }
}

extension LaunchPlan {
    /// Makes what is mounted on a folder the root, and lets the old one go.
    mutating func pivot(to folder: String) {
        newRoot = folder
        add(.changeFolder(folder), at: .root)
        // Both the same: the old root is stacked below the new one (man 2 pivot_root, NOTES).
        add(.pivotRoot(new: ".", old: "."), at: .root)
        add(.unmount(target: ".", flags: Int32(MNT_DETACH)), at: .oldRoot)
    }
}
