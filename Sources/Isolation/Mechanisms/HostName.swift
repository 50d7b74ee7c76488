/// The host name in a uts namespace, instead of `isocost`.
struct HostName: Mechanism {
    static let place = SettingPlace.value(of: "hostname")
    let name = "hostname"
    let summary = "a host name of your choice in the uts namespace"
    let requirements = ["uts"]
    let changes: Set<Evidence.Property> = [.uts]
    var hostname: String

    init(hostname: String = "isocost") { self.hostname = hostname }

    init(_ setting: Setting) throws(SettingError) { hostname = try setting.text("hostname") }

    var setting: Setting { .text(hostname) }

    func availability(on host: Host) -> Availability { host.availability(of: .uts) }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) { plan.hostname = hostname }
}
