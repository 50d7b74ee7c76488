/// A network namespace with lo up and nothing else, which is also what the namespace has by itself.
struct LoopbackNetwork: PlainMechanism {
    static let place = SettingPlace.kind("loopback", of: "network", otherwise: "host", members: [])
    let name = "loopback"
    let summary = "a network namespace with lo up and nothing else"
    let requirements = ["net"]
    let changes: Set<Evidence.Property> = []

    func availability(on host: Host) -> Availability { host.availability(of: .net) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) { plan.bringsLoopbackUp = true }

    func observe(_ process: ObservedProcess) -> [String: String] {
        ["lo": process.hasLoopback ? "up" : "down", "interfaces": process.interfaces]
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        [evidence.mismatch("lo", expected: "up"), evidence.mismatch("interfaces", expected: "lo")]
            .compactMap { $0 }
    }
}
