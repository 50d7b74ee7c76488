import CLinux
import Glibc
import Linux

/// chroot(2), onto a copy of the mounts at a path.
///
/// The copy is detached (open_tree(2)): no mount point on the host, nothing to remove after a kill,
/// and no second `/` that a clean-up could walk into.
struct ChangedRoot: RootMechanism {
    static let place = rootPlace("chroot")
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
        if plan.has(cloneFlag: NamespaceKind.mount.cloneFlag) { return bind(in: &plan) }
        let raw = isocost_clone_tree(path)
        let code = errno
        if raw < 0 {
            let error = SystemError("open_tree", path, code: code)
            throw .launchFailed(environment: plan.environment, error: error)
        }
        let descriptor = plan.hold(FileDescriptor(owning: raw))
        plan.add(.enter(descriptor: descriptor, name: path), at: .root)
        plan.add(.changeRoot("."), at: .root)
    }

    /// In a mount namespace the copy can be attached, and has to be: nothing can be mounted inside a
    /// detached one, not even /proc.
    private func bind(in plan: inout LaunchPlan) {
        let flags = UInt(MS_BIND) | UInt(MS_REC)
        let staging = plan.stagingFolder
        plan.add(.mount(source: path, target: staging, type: nil, flags: flags, data: nil), at: .stage)
        plan.newRoot = staging
        plan.add(.changeFolder(staging), at: .root)
        plan.add(.changeRoot("."), at: .root)
    }
}
