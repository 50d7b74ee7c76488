import Glibc
import Linux

/// A runtime as an environment file asks for it.
public struct RuntimeChoice: Sendable {
    public let runtime: any Runtime
    /// Of its executable; nil to search for it.
    public var path: String?
    /// By the names of `runtime.options`.
    public var options: [String: String] = [:]
    /// Put among its own arguments, before the command.
    public var arguments: [String] = []

    public init(_ runtime: any Runtime) { self.runtime = runtime }

    /// `crun`, or `{name: crun, path: /opt/crun, …}`.
    init(_ setting: Setting) throws(SettingError) {
        let known = RuntimeCatalog.all.map(\.name)
        if setting.scalar != nil {
            self.init(RuntimeCatalog.named(try setting.word("runtime", of: known))!)
            try checkPath(setting)
            return
        }
        guard case .members(let members) = setting.value,
            let named = members.first(where: { $0.key == "name" })
        else { throw setting.error("'runtime' has to be a name, or a mapping with a 'name'") }
        let runtime = RuntimeCatalog.named(try named.value.word("name", of: known))!
        self.init(runtime)
        let keys = ["name", "path", "arguments"] + runtime.options.map(\.name)
        let found = try setting.members("the runtime \(runtime.name)", of: keys)
        if let path = found["path"] { self.path = try path.path("path") }
        if let arguments = found["arguments"] { self.arguments = try arguments.texts("arguments") }
        for option in runtime.options {
            if let value = found[option.name] { options[option.name] = try option.read(value) }
        }
        try checkPath(setting)
    }

    private func checkPath(_ setting: Setting) throws(SettingError) {
        guard runtime.executables.isEmpty, path == nil else { return }
        throw setting.error(
            "runtime \(runtime.name) needs the path of an executable: {name: \(runtime.name), path: /…}")
    }

    /// What `init(_:)` takes back.
    var setting: Setting {
        var members: [Setting.Member] = [.init("name", .text(runtime.name))]
        if let path { members.append(.init("path", .text(path))) }
        for option in runtime.options {
            if let value = options[option.name] { members.append(.init(option.name, .text(value))) }
        }
        if !arguments.isEmpty { members.append(.init("arguments", .texts(arguments))) }
        return .members(members)
    }

    /// The absolute path of the executable; nil where there is none.
    var executable: String? {
        guard let path else { return runtime.search() }
        return SearchPath.isExecutable(path) ? path : nil
    }

    func availability(on host: Host) -> Availability {
        guard executable != nil else { return .unavailable(reason: absence) }
        if !runtime.mounts.isEmpty, case .unavailable(let reason) = host.require(.systemAdministration) {
            return .unavailable(reason: reason)
        }
        return runtime.availability(on: host, choice: self)
    }

    private var absence: String {
        if let path { return "there is no executable \(path)" }
        let names = runtime.executables.joined(separator: " or ")
        let advice = runtime.package.map { " (Debian has it in the package \($0))" } ?? ""
        return "not installed: no \(names) in the search path\(advice)"
    }
}
