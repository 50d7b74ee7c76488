/// A host name of its own.
struct UTSNamespace: NamespaceMechanism {
    static let kind = NamespaceKind.uts
    let summary = "own host name"
    var hostname = "isocost"

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.addCloneFlag(Self.kind.cloneFlag)
        plan.add(.hostname(hostname), at: .identity)
    }
}
