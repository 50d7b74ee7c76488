import CLinux
import Glibc
import Linux

/// chroot(2), onto a copy of the mounts at a path.
///
/// The copy is detached (open_tree(2)): no mount point on the host, nothing to remove after a kill,
/// and no second `/` that a clean-up could walk into.
struct ChangedRoot: Mechanism {
    let name = "chroot"
    let summary = "another root folder by chroot(2)"
    var path = "/"
    let changes: Set<Evidence.Property> = [.rootMount]
    /// The table in /proc/PID/mountinfo lists what is below the root, and a detached copy is in no table.
    let mayChange: Set<Evidence.Property> = [.rootDevice, .rootInode, .mounts]

    func availability(on host: Host) -> Availability {
        if case .unavailable(let reason) = host.require(.changeRoot) { return .unavailable(reason: reason) }
        return host.require(.systemAdministration)
    }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let raw = isocost_clone_tree(path)
        let code = errno
        if raw < 0 {
            let error = SystemError(
                "open_tree", path, code: code, advice: "name an existing folder as root.path")
            throw .launchFailed(environment: plan.environment, error: error)
        }
        let descriptor = plan.hold(FileDescriptor(owning: raw))
        plan.add(.enter(descriptor: descriptor, name: path), at: .root)
        plan.add(.changeRoot("."), at: .root)
    }
}
