import Linux

/// A veth pair: one end in the child's network namespace, the other in a bridge that isocost makes for the
/// arm. Nothing leaves the host: no other interface is in the bridge.
struct BridgedNetwork: InterfaceMechanism, PlainMechanism {
    static let kind = "veth"
    static let place = networkPlace()
    let summary = "eth0: a veth pair through a bridge of isocost's own"

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        do throws(SystemError) {
            let network = try ArmNetwork()
            plan.gateActions.append(CableToBridge(network))
            configure(network, in: &plan)
        } catch { throw .launchFailed(environment: plan.environment, error: error) }
    }
}
