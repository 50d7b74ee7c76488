import Glibc

/// A mount table of its own, cut loose from the host's.
struct MountNamespace: NamespaceMechanism {
    static let kind = NamespaceKind.mount
    let summary = "own mount table, private propagation"
    let mayChange: Set<Evidence.Property> = [.mounts, .rootMount]

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.addCloneFlag(Self.kind.cloneFlag)
        let flags = UInt(MS_REC) | UInt(MS_PRIVATE)
        plan.add(.mount(source: nil, target: "/", type: nil, flags: flags, data: nil), at: .propagation)
    }
}
