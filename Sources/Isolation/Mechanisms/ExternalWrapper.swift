import Linux

/// A launcher of the user's: any command that starts the program inside.
struct ExternalWrapper: Mechanism {
    static let place = SettingPlace.value(of: "wrapper")
    let name = "wrapper"
    let summary = "a launcher of your own, e.g. [bwrap, --unshare-all, --dev-bind, /, /, \"{command}\"]"
    /// Nothing is known of what it does.
    let changes: Set<Evidence.Property> = []
    let mayChange = Set(Evidence.Property.allCases)
    let words: [String]

    /// Without words, as an example: a launcher that isolates nothing.
    init(_ words: [String] = ["env", ExternalLaunch.placeholder]) { self.words = words }

    init(_ setting: Setting) throws(SettingError) {
        words = try setting.texts("wrapper")
        guard let first = words.first, !first.isEmpty else { throw setting.error("'wrapper' is empty") }
        guard words.contains(where: { $0.contains(ExternalLaunch.placeholder) }) else {
            throw setting.error(
                "'wrapper' has to say where the program goes: \"\(ExternalLaunch.placeholder)\"")
        }
        guard !first.contains(ExternalLaunch.placeholder) else {
            throw setting.error("'wrapper' has to begin with the launcher")
        }
        guard !first.contains("/") || first.hasPrefix("/") else {
            throw setting.error("'wrapper' has to begin with an absolute path or a name, not '\(first)'")
        }
    }

    var setting: Setting { .texts(words) }

    private var executable: String? {
        guard let first = words.first else { return nil }
        if first.hasPrefix("/") { return SearchPath.isExecutable(first) ? first : nil }
        return SearchPath.find([first])
    }

    func availability(on host: Host) -> Availability {
        if executable != nil || words.isEmpty { return .available }
        let place = words[0].hasPrefix("/") ? "there is no executable" : "not in the search path:"
        return .unavailable(reason: "\(place) \(words[0])")
    }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        let site = try plan.siteForExternal(name)
        guard let executable else {
            throw .unavailable(environment: plan.environment, reason: "no \(words.first ?? "wrapper")")
        }
        var launch = ExternalLaunch(command: [executable] + words.dropFirst(), worker: site.worker)
        launch.variables = ["PATH=\(SearchPath.text)", site.mark] + site.home
        launch.workerProcess = .descendantIfAny
        launch.openWorker = site.openWorker
        plan.external = launch
    }
}
