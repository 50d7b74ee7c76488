/// no_new_privs: exec gives no more privileges than there were (man 2 PR_SET_NO_NEW_PRIVS).
struct NoNewPrivileges: PlainMechanism {
    static let place = SettingPlace.value(of: "noNewPrivileges")
    static let off: Setting? = .flag(false)
    let name = "noNewPrivileges"
    let summary = "exec gives no privileges, whatever the program's file says"
    let changes: Set<Evidence.Property> = []
    /// It can't be taken back: where isocost has it, `bare` has it too.
    let mayChange: Set<Evidence.Property> = [.noNewPrivs]

    init() {}

    init(_ setting: Setting) throws(SettingError) { _ = try setting.flag("noNewPrivileges") }

    func availability(on host: Host) -> Availability { .available }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        // PR_SET_NO_NEW_PRIVS of linux/prctl.h.
        plan.hasNoNewPrivileges = true
        plan.add(.processControl(option: 38, 1, 0, name: "PR_SET_NO_NEW_PRIVS"), at: .noNewPrivileges)
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        evidence.noNewPrivs == "1" ? [] : ["noNewPrivs is \(evidence.noNewPrivs), not 1"]
    }
}
