import Linux

/// User ids and capabilities of its own; every id keeps its number.
struct UserNamespace: NamespaceMechanism {
    static let kind = NamespaceKind.user
    let summary = "own user ids, mapped onto themselves, and own capabilities"
    /// Root inside a user namespace has every capability over it, an ordinary user loses them at exec.
    let mayChange: Set<Evidence.Property> = [.capPrm, .capEff, .capBnd]

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.addCloneFlag(Self.kind.cloneFlag)
        do throws(SystemError) {
            let privileged = try Host.current().has(.setUserID)
            plan.identityMaps = try .ofThisProcess(privileged: privileged)
        } catch {
            throw .launchFailed(environment: plan.environment, error: error)
        }
    }
}
