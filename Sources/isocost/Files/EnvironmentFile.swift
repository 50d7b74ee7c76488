import Isolation
import Yams

/// An environment of the user's, from YAML.
enum EnvironmentFile {
    private static let keys = ["name", "summary", "extends", "root", "namespaces", "hostname"]

    /// - Throws: `FileError`, or `IsolationError.invalid` for a definition that contradicts itself.
    static func read(_ path: String) throws -> Environment { try parse(YAMLFile(path: path)) }

    static func parse(_ file: YAMLFile) throws -> Environment {
        let members = try file.members(of: file.root, "the environment", keys: keys)
        guard let named = members["name"] else { throw file.error(at: file.root, "'name' is missing") }
        var definition = try parent(members["extends"], file) ?? EnvironmentDefinition(name: "")
        definition.name = try file.text(named, key: "name")
        if definition.name.isEmpty { throw file.error(at: named, "'name' is empty") }
        definition.summary = try members["summary"].map { try file.text($0, key: "summary") }
        if [EnvironmentCatalog.bare.name, EnvironmentCatalog.bareTwin.name].contains(definition.name) {
            throw file.error(at: named, "'\(definition.name)' is the name of the baseline; choose another")
        }
        if let node = members["root"] { definition.root = try root(node, file) }
        if let node = members["namespaces"] {
            definition.namespaces = try file.list(node, key: "namespaces").map {
                try file.choice($0, key: "namespaces", of: NamespaceKind.self)
            }
        }
        if let node = members["hostname"] { definition.hostname = try file.text(node, key: "hostname") }
        return try Environment(definition)
    }

    private static func parent(_ node: Node?, _ file: YAMLFile) throws -> EnvironmentDefinition? {
        guard let node else { return nil }
        let name = try file.text(node, key: "extends")
        if let definition = EnvironmentCatalog.named(name) { return definition }
        let known = EnvironmentCatalog.all.map(\.name).joined(separator: ", ")
        throw file.error(at: node, "'extends' names no environment: '\(name)' (there are \(known))")
    }

    private static func root(_ node: Node, _ file: YAMLFile) throws -> EnvironmentDefinition.Root {
        let members = try file.members(of: node, "root", keys: ["kind", "path"])
        guard let kind = members["kind"] else { throw file.error(at: node, "'kind' is missing in root") }
        var root = EnvironmentDefinition.Root(
            kind: try file.choice(kind, key: "kind", of: EnvironmentDefinition.Root.Kind.self))
        if let path = members["path"] {
            if root.kind == .host { throw file.error(at: path, "'path' needs the kind chroot or pivot") }
            root.path = try file.text(path, key: "path")
            guard root.path.hasPrefix("/") else { throw file.error(at: path, "'path' has to be absolute") }
            while root.path.count > 1, root.path.hasSuffix("/") { root.path.removeLast() }
        }
        return root
    }

    /// The definition as a file that gives it back.
    static func yaml(_ definition: EnvironmentDefinition) throws -> String {
        var members: [(Node, Node)] = [("name", Node(definition.name))]
        if let summary = definition.summary { members.append(("summary", Node(summary))) }
        let root = definition.root
        var place: [(Node, Node)] = [("kind", Node(root.kind.rawValue))]
        if root.kind != .host { place.append(("path", Node(root.path))) }
        members.append(("root", .mapping(.init(place))))
        let kinds = definition.namespaces.map { Node($0.rawValue) }
        members.append(("namespaces", .sequence(.init(kinds, .implicit, .flow))))
        if let hostname = definition.hostname { members.append(("hostname", Node(hostname))) }
        return try Yams.serialize(node: .mapping(.init(members)))
    }
}
