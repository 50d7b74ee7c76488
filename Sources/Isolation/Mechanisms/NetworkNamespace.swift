/// Network interfaces, addresses and ports of its own: `lo`, and up.
struct NetworkNamespace: NamespaceMechanism {
    static let kind = NamespaceKind.net
    let summary = "own network stack with lo up"

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.addCloneFlag(Self.kind.cloneFlag)
        plan.bringsLoopbackUp = true
    }
}
