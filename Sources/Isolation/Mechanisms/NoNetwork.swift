/// A network namespace as the kernel makes it: lo is there, and down.
struct NoNetwork: PlainMechanism {
    static let place = SettingPlace.kind("none", of: "network", otherwise: "host", members: [])
    let name = "no-network"
    let summary = "a network namespace in which not even lo is up"
    let requirements = ["net"]
    let changes: Set<Evidence.Property> = []

    func availability(on host: Host) -> Availability { host.availability(of: .net) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) { plan.bringsLoopbackUp = false }

    func observe(_ process: ObservedProcess) -> [String: String] {
        ["lo": process.hasLoopback ? "up" : "down"]
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.mismatch("lo", expected: "down").map { [$0] } ?? []
    }
}
