import Glibc
import Linux

/// A mechanism that puts an interface above one of the host's, or above a bridge that isocost makes.
protocol SharedInterface: InterfaceMechanism {
    /// Nil for a bridge of isocost's own, from which nothing leaves the host.
    var parent: String? { get set }
    init()
}

extension SharedInterface {
    public init(_ setting: Setting) throws(SettingError) {
        self.init()
        guard case .members(let members) = setting.value else { return }
        for member in members where member.key == "parent" { parent = try member.value.text("parent") }
    }

    public var setting: Setting {
        guard let parent else { return .text(Self.kind) }
        return .members([.init("kind", .text(Self.kind)), .init("parent", .text(parent))])
    }

    public func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        var lower: Int32?
        if let parent {
            let index = if_nametoindex(parent)
            guard index > 0 else {
                throw .invalid(
                    environment: plan.environment, reason: "network: there is no interface \(parent)")
            }
            lower = Int32(index)
        }
        do throws(SystemError) {
            let network = try ArmNetwork()
            plan.gateActions.append(InterfaceAbove(kind: Self.kind, lower: lower ?? network.host.index))
            configure(network, in: &plan)
        } catch { throw .launchFailed(environment: plan.environment, error: error) }
    }
}

/// An interface with a hardware address of its own above another (Documentation/networking/…, macvlan).
struct MacVLAN: SharedInterface {
    static let kind = "macvlan"
    static let place = networkPlace(members: ["parent"])
    let summary = "eth0: a macvlan above an interface of the host, or a bridge of isocost's own"
    var parent: String?
}

/// An interface with the hardware address of another (Documentation/networking/ipvlan.rst).
struct IPVLAN: SharedInterface {
    static let kind = "ipvlan"
    static let place = networkPlace(members: ["parent"])
    let summary = "eth0: an ipvlan above an interface of the host, or a bridge of isocost's own"
    var parent: String?
}
