/// A host name of its own.
struct UTSNamespace: NamespaceMechanism {
    static let kind = NamespaceKind.uts
    let summary = "own host name"

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.addCloneFlag(Self.kind.cloneFlag)
        plan.hostname = "isocost"
    }
}
