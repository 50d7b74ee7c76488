import CLinux

/// The eight kinds of namespace (man 7 namespaces): a set that the kernel closes.
public enum NamespaceKind: String, Sendable, CaseIterable, Codable {
    case mount, pid, uts, ipc, net, user, cgroup, time

    /// The flag of clone3 that makes one.
    public var cloneFlag: Int {
        switch self {
        case .mount: Int(ISOCOST_NEWNS)
        case .pid: Int(ISOCOST_NEWPID)
        case .uts: Int(ISOCOST_NEWUTS)
        case .ipc: Int(ISOCOST_NEWIPC)
        case .net: Int(ISOCOST_NEWNET)
        case .user: Int(ISOCOST_NEWUSER)
        case .cgroup: Int(ISOCOST_NEWCGROUP)
        case .time: Int(ISOCOST_NEWTIME)
        }
    }

    /// Its name under `/proc/PID/ns`.
    public var procName: String { self == .mount ? "mnt" : rawValue }

    /// What is observed of it.
    public var property: Evidence.Property {
        switch self {
        case .mount: .mnt
        case .pid: .pid
        case .uts: .uts
        case .ipc: .ipc
        case .net: .net
        case .user: .user
        case .cgroup: .cgroup
        case .time: .time
        }
    }
}
