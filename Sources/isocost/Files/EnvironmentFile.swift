import Glibc
import Isolation
import Linux
import Yams

/// An environment of the user's, from YAML.
struct EnvironmentFile {
    private static let keys = ["name", "summary", "extends"] + EnvironmentDefinition.keys
    private let file: YAMLFile
    /// The files that extend this one, outermost first, and this one.
    private let chain: [String]

    /// - Throws: `FileError`, or `IsolationError.invalid` for a definition that contradicts itself.
    static func read(_ path: String) throws -> Environment {
        try Environment(EnvironmentFile(file: YAMLFile(path: path), chain: [path]).definition())
    }

    static func parse(_ file: YAMLFile) throws -> Environment {
        try Environment(EnvironmentFile(file: file, chain: [file.name]).definition())
    }

    private func definition() throws -> EnvironmentDefinition {
        let members = try file.members(of: file.root, "the environment", keys: Self.keys)
        guard let named = members["name"] else { throw file.error(at: file.root, "'name' is missing") }
        var definition = try members["extends"].map(parent) ?? EnvironmentDefinition(name: "")
        definition.name = try file.text(named, key: "name")
        if definition.name.isEmpty { throw file.error(at: named, "'name' is empty") }
        definition.summary = try members["summary"].map { try file.text($0, key: "summary") }
        if EnvironmentCatalog.controls.contains(definition.name) {
            throw file.error(at: named, "'\(definition.name)' is the name of the baseline; choose another")
        }
        for key in EnvironmentDefinition.keys {
            guard let node = members[key] else { continue }
            let setting = try file.setting(node)
            do throws(SettingError) { try definition.set(key, to: setting) } catch {
                throw FileError(file: file.name, line: error.line, message: error.message)
            }
        }
        return definition
    }

    private func parent(_ node: Node) throws -> EnvironmentDefinition {
        let name = try file.text(node, key: "extends")
        if let definition = EnvironmentCatalog.named(name) { return definition }
        guard EnvironmentChoice.isFile(name) else {
            let known = EnvironmentCatalog.all.map(\.name).joined(separator: ", ")
            throw file.error(
                at: node,
                "'extends' names no environment: '\(name)' (there are \(known); a file needs a / or ends in .yaml)"
            )
        }
        let path = name.hasPrefix("/") ? name : file.folder + name
        let whole = chain + [path]
        if chain.contains(where: { Self.isSame($0, path) }) {
            throw file.error(at: node, "'extends' goes in a circle: \(whole.joined(separator: " extends "))")
        }
        let parent: YAMLFile
        do throws(FileError) { parent = try YAMLFile(path: path) } catch {
            throw file.error(at: node, "'extends': \(error)")
        }
        return try EnvironmentFile(file: parent, chain: whole).definition()
    }

    private static func isSame(_ first: String, _ second: String) -> Bool {
        var (one, other) = (stat(), stat())
        guard stat(first, &one) == 0, stat(second, &other) == 0 else { return first == second }
        return one.st_dev == other.st_dev && one.st_ino == other.st_ino
    }

    /// The definition as a file that gives it back.
    static func yaml(_ definition: EnvironmentDefinition) throws -> String {
        var members: [(Node, Node)] = [("name", Node(definition.name))]
        if let summary = definition.summary { members.append(("summary", Node(summary))) }
        members += definition.members.map { (Node($0.key), Node($0.value)) }
        return try Yams.serialize(node: .mapping(.init(members)), width: 110)
    }
}
