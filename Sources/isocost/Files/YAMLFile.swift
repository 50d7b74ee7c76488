import Linux
import Naming
import Yams

/// A YAML file read strictly: an unknown key or a value of the wrong kind names file, line and key.
struct YAMLFile {
    let name: String
    let root: Node

    /// - Throws: `FileError`.
    init(path: String) throws(FileError) {
        let text: String
        do throws(SystemError) { text = try contents(of: path) } catch {
            throw FileError(file: path, line: nil, message: "cannot read it: \(error)")
        }
        try self.init(text: text, name: path)
    }

    init(text: String, name: String) throws(FileError) {
        self.name = name
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw FileError(file: name, line: nil, message: "the file is empty")
            }
            root = node
        } catch let error as FileError {
            throw error
        } catch let error as YamlError {
            throw YAMLFile.explain(error, file: name)
        } catch { throw FileError(file: name, line: nil, message: "\(error)") }
    }

    private static func explain(_ error: YamlError, file: String) -> FileError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            FileError(file: file, line: mark.line, message: "not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            FileError(
                file: file, line: context.mark.line,
                message: "keys come twice: \(keys.sorted().map { "'\($0)'" }.joined(separator: ", "))")
        default: FileError(file: file, line: nil, message: "not YAML: \(error)")
        }
    }

    func error(at node: Node, _ message: String) -> FileError {
        FileError(file: name, line: node.mark?.line, message: message)
    }

    /// The members of a mapping, by key, in the order of the file.
    /// - Parameter what: names the mapping in messages, e.g. `the suite`.
    func members(
        of node: Node, _ what: String, keys: [String]
    ) throws(FileError) -> [String: Node] {
        guard let mapping = node.mapping else {
            throw error(at: node, "\(what) has to be a mapping with the keys \(keys.joined(separator: ", "))")
        }
        var found: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.string, keys.contains(name) else {
                let typed = key.string ?? "?"
                let near = NearestName.hint(among: keys, to: typed)
                throw error(
                    at: key,
                    "unknown key '\(typed)' in \(what)\(near) (expected: \(keys.joined(separator: ", ")))")
            }
            found[name] = value
        }
        return found
    }

    func text(_ node: Node, key: String) throws(FileError) -> String {
        guard let text = node.scalar?.string else { throw error(at: node, "'\(key)' has to be a text") }
        return text
    }

    func list(_ node: Node, key: String) throws(FileError) -> [Node] {
        guard let sequence = node.sequence else { throw error(at: node, "'\(key)' has to be a list") }
        return Array(sequence)
    }

    func texts(_ node: Node, key: String) throws(FileError) -> [String] {
        var found: [String] = []
        for item in try list(node, key: key) { found.append(try text(item, key: key)) }
        return found
    }

    /// One of a few words.
    func choice<Value: RawRepresentable & CaseIterable>(
        _ node: Node, key: String, of type: Value.Type
    ) throws(FileError) -> Value where Value.RawValue == String {
        let typed = try text(node, key: key)
        if let value = Value(rawValue: typed) { return value }
        let known = Value.allCases.map(\.rawValue)
        let near = NearestName.hint(among: known, to: typed)
        throw error(
            at: node, "'\(key)' cannot be '\(typed)'\(near) (expected: \(known.joined(separator: ", ")))")
    }
}
