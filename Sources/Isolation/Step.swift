/// One thing the child does before it becomes the program, in the words of the system call.
public enum Step: Sendable, Equatable {
    case mount(source: String?, target: String, type: String?, flags: UInt, data: String?)
    case unmount(target: String, flags: Int32)
    case pivotRoot(new: String, old: String)
    case changeRoot(String)
    case enter(descriptor: Int32, name: String)
    case changeFolder(String)
    case hostname(String)
    case loopbackUp
    /// A cgroup of version 1, by a descriptor of its `tasks`.
    case joinCgroup(descriptor: Int32, name: String)
    case newCgroupNamespace
    /// Of the child's network namespace, by its number.
    case interfaceUp(index: Int32)
    /// An address for this launcher's children alone.
    case ownAddress(ArmNetwork)
    /// mount_setattr(2).
    case mountAttributes(path: String, set: UInt64, recursive: Bool)
    case makeFolder(String, mode: UInt64)
    case makeFile(String, mode: UInt64)
    case symbolicLink(says: String, path: String)
    /// Ids of the child's user namespace.
    case become(user: UInt32, group: UInt32)
    case resourceLimit(ResourceLimit)
    /// prctl(2) with two arguments.
    case processControl(option: UInt64, UInt64, UInt64, name: String)
    case boundingSet(CapabilitySet)
    case capabilities(effective: CapabilitySet, permitted: CapabilitySet, inheritable: CapabilitySet)
    case ambientSet(CapabilitySet)
    /// landlock_create_ruleset(2), with the accesses that it handles.
    case ruleset(UInt64)
    /// landlock_add_rule(2); without a path for the program itself.
    case rule(path: String?, accesses: UInt64)
    case restrict
    /// Fails unless opening the folder, or making it, is refused.
    case denial(path: String, making: Bool)
    case filter(SystemCallFilter)
    /// One message of rtnetlink(7).
    case routeRequest([UInt8], name: String)
    /// The step, but one errno of it does not count as a failure.
    indirect case tolerating(Int32, Step)

    /// Steps are taken phase by phase, whatever order the mechanisms were named in.
    public enum Phase: Int, Sendable, Comparable {
        /// Before the child takes its CPU: to move to another cpuset takes that away (cpuset_attach in
        /// kernel/cgroup/cpuset.c).
        case cgroup
        /// Cut the mount tree loose from the host's before anything is mounted.
        case propagation
        /// Before files are made: a user id that its namespace does not know can't make any.
        case identity
        case network
        /// Where a new root is mounted aside.
        case stage
        /// What is put into it while the host's files are still to be had.
        case fill
        case root
        /// Inside the new root, while the old one is still attached: a user namespace may mount a
        /// new /proc only where it sees a whole one (mount_too_revealing in fs/namespace.c).
        case mounts
        /// What hides parts of those mounts.
        case covers
        case oldRoot
        case limits
        case noNewPrivileges
        /// After all mounts, which a Landlock domain refuses.
        case landlock
        /// Where dropped capabilities would not let it be installed later.
        case earlyFilter
        case capabilities
        /// Last of all: whatever it refuses, isocost needs nothing more than execveat.
        case filter

        public static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
    }

    /// For error messages: the call and its subject.
    public var summary: String {
        switch self {
        case .mount(let source, let target, let type, _, _):
            "mount \(type ?? source ?? "propagation") on \(target)"
        case .unmount(let target, _): "umount2 \(target)"
        case .pivotRoot(let new, _): "pivot_root \(new)"
        case .changeRoot(let path): "chroot \(path)"
        case .enter(_, let name): "fchdir \(name)"
        case .changeFolder(let path): "chdir \(path)"
        case .hostname(let name): "sethostname \(name)"
        case .loopbackUp: "bring lo up"
        case .joinCgroup(_, let name): "join the cgroup \(name)"
        case .newCgroupNamespace: "unshare the cgroup namespace"
        case .interfaceUp(let index): "bring interface \(index) up"
        case .ownAddress(let network): "give an address behind \(network.gateway)"
        case .mountAttributes(let path, _, _): "mount_setattr \(path)"
        case .makeFolder(let path, _): "mkdir \(path)"
        case .makeFile(let path, _): "make the file \(path)"
        case .symbolicLink(_, let path): "symlink \(path)"
        case .become(let user, let group): "setresuid \(user), setresgid \(group)"
        case .resourceLimit(let limit): "setrlimit \(limit.kind.rawValue) \(limit.text)"
        case .processControl(_, _, _, let name): "prctl \(name)"
        case .boundingSet: "drop from the bounding set"
        case .capabilities: "capset"
        case .ambientSet: "raise ambient capabilities"
        case .ruleset: "landlock_create_ruleset"
        case .rule(let path, _): "landlock_add_rule \(path ?? "the program")"
        case .restrict: "landlock_restrict_self"
        case .denial(let path, _): "prove that Landlock refuses \(path)"
        case .filter(let filter): "install the seccomp filter \(filter.name)"
        case .routeRequest(_, let name): name
        case .tolerating(_, let step): step.summary
        }
    }

    /// True for what would change the host's mounts, were there no mount namespace.
    var changesMounts: Bool {
        switch self {
        case .mount, .unmount, .pivotRoot, .mountAttributes: true
        case .tolerating(_, let step): step.changesMounts
        default: false
        }
    }
}
