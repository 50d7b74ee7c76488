import Glibc
import Linux

/// A mechanism that gives a network namespace an interface beside lo.
protocol InterfaceMechanism: Mechanism {
    /// As rtnetlink calls it.
    static var kind: String { get }
}

extension InterfaceMechanism {
    public var name: String { Self.kind }
    public var requirements: [String] { ["net"] }
    public var changes: Set<Evidence.Property> { [] }

    static func networkPlace(members: [String] = []) -> SettingPlace {
        .kind(kind, of: "network", otherwise: "host", members: members)
    }

    public func availability(on host: Host) -> Availability {
        if case .unavailable(let reason) = host.requireOutside(.networkAdministration) {
            return .unavailable(reason: reason)
        }
        for kind in ["bridge", Self.kind] where !InterfaceKind.isKnown(kind) {
            return .unavailable(reason: "this kernel has no interfaces of the kind \(kind)")
        }
        return .available
    }

    /// The interface is up, and everything else is behind the gateway.
    func configure(_ network: ArmNetwork, in plan: inout LaunchPlan) {
        plan.bringsLoopbackUp = true
        plan.add(.interfaceUp(index: ArmNetwork.insideIndex), at: .network)
        plan.add(.ownAddress(network), at: .network)
        var route = RouteMessage(.newRoute, flags: RouteMessage.makeNew)
        route.addDefaultRoute(gateway: network.gateway)
        plan.add(
            .routeRequest(route.bytes, name: "add the default route by \(network.gateway)"), at: .network)
    }

    public func observe(_ process: ObservedProcess) -> [String: String] {
        ["interfaces": process.interfaces, "addresses of \(ArmNetwork.insideName)": process.ownAddresses]
    }

    public func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        let wanted = evidence.mismatch("interfaces", expected: "\(ArmNetwork.insideName) lo")
        let addresses = evidence.detail("addresses of \(ArmNetwork.insideName)")
        return (wanted.map { [$0] } ?? [])
            + (addresses.contains("198.1") ? [] : ["\(ArmNetwork.insideName) has no address: \(addresses)"])
    }
}

extension ObservedProcess {
    /// Of its network namespace, without those that a kernel with tunnels makes in every one.
    var interfaces: String {
        let table = (try? contents(of: "/proc/\(pid)/net/dev")) ?? ""
        let names = table.split(separator: "\n").dropFirst(2).map { line in
            line.drop { $0 == " " }.prefix { $0 != ":" }
        }
        let own = names.filter { name in
            !["tunl0", "gre0", "gretap0", "erspan0", "ip_vti0", "ip6_vti0", "sit0", "ip6tnl0", "ip6gre0"]
                .contains(String(name))
        }
        return own.map(String.init).sorted().joined(separator: " ")
    }

    /// Addresses of the range that isocost gives out.
    var ownAddresses: String {
        let trie = (try? contents(of: "/proc/\(pid)/net/fib_trie")) ?? ""
        let words = trie.split(whereSeparator: { $0.isWhitespace || $0 == "/" }).map(String.init)
        let own = words.filter { ($0.hasPrefix("198.18.") || $0.hasPrefix("198.19.")) && !$0.hasSuffix(".0") }
        let addresses = Set(own.filter { !$0.hasSuffix(".255") }).sorted()
        return addresses.isEmpty ? "none" : addresses.joined(separator: " ")
    }

    /// True when its lo is up: only then has it an address.
    var hasLoopback: Bool {
        ((try? contents(of: "/proc/\(pid)/net/fib_trie")) ?? "").contains("127.0.0.1")
    }
}
