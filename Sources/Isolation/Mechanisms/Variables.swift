/// Variables added to the environment of the program.
struct Variables: Mechanism {
    static let place = SettingPlace.value(of: "variables")
    let name = "variables"
    let summary = "variables added to the environment of the program"
    let changes: Set<Evidence.Property> = []
    var values: [String: String]

    init(values: [String: String] = ["container": "isocost"]) { self.values = values }

    init(_ setting: Setting) throws(SettingError) {
        values = [:]
        for member in try setting.members("variables") {
            if member.key.isEmpty || member.key.contains("=") {
                throw member.value.error("'\(member.key)' in variables is no name of a variable")
            }
            values[member.key] = try member.value.text(member.key)
        }
    }

    private var sorted: [(key: String, value: String)] { values.sorted { $0.key < $1.key } }

    var setting: Setting { .members(sorted.map { .init($0.key, .text($0.value)) }) }

    func availability(on host: Host) -> Availability { .available }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.variables = sorted.map { "\($0.key)=\($0.value)" }
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        let found = process.variables
        return Dictionary(uniqueKeysWithValues: values.keys.map { ("variable \($0)", found[$0] ?? "absent") })
    }

    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        sorted.compactMap { evidence.mismatch("variable \($0.key)", expected: $0.value) }
    }
}
