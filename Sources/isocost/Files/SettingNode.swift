import Isolation
import Yams

extension YAMLFile {
    /// The folder it is in, with a slash at the end; empty for the working folder.
    var folder: String { name.lastIndex(of: "/").map { String(name[...$0]) } ?? "" }

    /// A value as mechanisms read it, every scalar as text.
    func setting(_ node: Node) throws(FileError) -> Setting {
        let value: Setting.Value
        switch node {
        case .scalar(let scalar): value = .text(scalar.string)
        case .sequence(let items):
            var list: [Setting] = []
            for item in items { list.append(try setting(item)) }
            value = .list(list)
        case .mapping(let mapping):
            var members: [Setting.Member] = []
            for (key, item) in mapping {
                members.append(.init(try text(key, key: "a key"), try setting(item)))
            }
            value = .members(members)
        case .alias(let alias): throw error(at: node, "the alias '\(alias.anchor.rawValue)' names nothing")
        }
        return Setting(value, line: node.mark?.line, folder: folder)
    }
}

extension Node {
    /// A value as it is written; what holds nothing but scalars goes on one line.
    init(_ setting: Setting) {
        switch setting.value {
        case .text(let text): self.init(text)
        case .integer(let number): self.init("\(number)", Tag(.int))
        case .number(let number): self.init("\(number)", Tag(.float))
        case .flag(let flag): self.init("\(flag)", Tag(.bool))
        case .list(let items):
            let isFlat = items.allSatisfy { $0.scalar != nil }
            self = .sequence(.init(items.map(Node.init), .implicit, isFlat ? .flow : .block))
        case .members(let members):
            let isFlat = members.allSatisfy { $0.value.scalar != nil }
            self = .mapping(
                .init(members.map { (Node($0.key), Node($0.value)) }, .implicit, isFlat ? .flow : .block))
        }
    }
}
