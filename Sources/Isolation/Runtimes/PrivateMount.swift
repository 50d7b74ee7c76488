import Glibc

/// A change to the mounts that a runtime is started with, in a mount namespace that ends with it.
public enum PrivateMount: Sendable, Equatable {
    /// An empty tmpfs over a folder: what the runtime writes there ends with it.
    case empty(String)
    /// A mount taken away.
    case without(String)

    fileprivate var step: Step {
        switch self {
        case .empty(let path):
            .mount(source: "tmpfs", target: path, type: "tmpfs", flags: 0, data: "mode=755")
        case .without(let path): .unmount(target: path, flags: Int32(MNT_DETACH))
        }
    }
}

extension LaunchPlan {
    /// Puts the mounts into a mount namespace of the child's own.
    mutating func add(_ mounts: [PrivateMount]) {
        guard !mounts.isEmpty else { return }
        if !has(cloneFlag: NamespaceKind.mount.cloneFlag) {
            addCloneFlag(NamespaceKind.mount.cloneFlag)
            let flags = UInt(MS_REC) | UInt(MS_PRIVATE)
            add(.mount(source: nil, target: "/", type: nil, flags: flags, data: nil), at: .propagation)
        }
        for mount in mounts { add(mount.step, at: .mounts) }
    }
}
