/// A key of environment files, with the mechanisms that it turns on: derived from where those are.
struct SettingKey: Sendable {
    let name: String
    /// In the order of the catalogue; each is an example of its type.
    let mechanisms: [any Mechanism]

    /// In the order in which files are written: that of the catalogue.
    static let all: [SettingKey] = {
        var keys: [String] = []
        for mechanism in MechanismCatalog.all where !keys.contains(mechanism.place.key) {
            keys.append(mechanism.place.key)
        }
        return keys.map { key in
            SettingKey(name: key, mechanisms: MechanismCatalog.all.filter { $0.place.key == key })
        }
    }()

    static func named(_ name: String) -> SettingKey? { all.first { $0.name == name } }

    /// The mechanisms that a file's value of this key turns on.
    func read(_ setting: Setting) throws(SettingError) -> [any Mechanism] {
        switch mechanisms[0].place {
        case .value: try readValue(setting)
        case .word: try readWords(setting)
        case .member: try readMembers(setting)
        case .kind(_, _, let otherwise, _): try readKind(setting, otherwise: otherwise)
        }
    }

    /// The value that turns these on, all of which are below this key.
    func written(_ on: [any Mechanism]) -> Setting {
        switch mechanisms[0].place {
        case .value: return on.first?.setting ?? type(of: mechanisms[0]).off ?? .text("none")
        case .word: return Setting(.list(on.map(\.setting)))
        case .member:
            return .members(
                on.compactMap { mechanism in
                    guard case .member(let member, _) = mechanism.place else { return nil }
                    return Setting.Member(member, mechanism.setting)
                })
        case .kind(_, _, let otherwise, _): return on.first?.setting ?? .text(otherwise)
        }
    }

    private func readValue(_ setting: Setting) throws(SettingError) -> [any Mechanism] {
        let type = type(of: mechanisms[0])
        if let off = type.off?.scalar, setting.scalar == off { return [] }
        return [try type.init(setting)]
    }

    private func readWords(_ setting: Setting) throws(SettingError) -> [any Mechanism] {
        let words = mechanisms.map(word)
        var chosen: [String: Setting] = [:]
        for item in try setting.list(name) { chosen[try item.word(name, of: words)] = item }
        return try read { mechanism in chosen[word(mechanism)] }
    }

    private func readMembers(_ setting: Setting) throws(SettingError) -> [any Mechanism] {
        let found = try setting.members(name, of: mechanisms.map(word))
        return try read { mechanism in found[word(mechanism)] }
    }

    private func readKind(_ setting: Setting, otherwise: String) throws(SettingError) -> [any Mechanism] {
        let kinds = [otherwise] + mechanisms.map(word)
        if setting.scalar != nil {
            let kind = try setting.word(name, of: kinds)
            return try read { word($0) == kind ? setting : nil }
        }
        let known = mechanisms.reduce(into: ["kind"]) { keys, mechanism in
            guard case .kind(_, _, _, let members) = mechanism.place else { return }
            keys += members.filter { !keys.contains($0) }
        }
        let members = try setting.members(name, of: known)
        guard let named = members["kind"] else { throw setting.error("'kind' is missing in \(name)") }
        let kind = try named.word("kind", of: kinds)
        let allowed = mechanisms.first { word($0) == kind }.map { mechanism -> [String] in
            guard case .kind(_, _, _, let members) = mechanism.place else { return [] }
            return members
        }
        for (key, value) in members.sorted(by: { $0.key < $1.key }) where key != "kind" {
            guard allowed?.contains(key) != true else { continue }
            throw value.error("'\(key)' needs the kind \(kindsWith(member: key)), not \(kind)")
        }
        return try read { word($0) == kind ? setting : nil }
    }

    private func kindsWith(member: String) -> String {
        mechanisms.filter {
            guard case .kind(_, _, _, let members) = $0.place else { return false }
            return members.contains(member)
        }.map(word).joined(separator: " or ")
    }

    private func read(
        _ value: (any Mechanism) -> Setting?
    ) throws(SettingError) -> [any Mechanism] {
        var found: [any Mechanism] = []
        for mechanism in mechanisms {
            if let setting = value(mechanism) { found.append(try type(of: mechanism).init(setting)) }
        }
        return found
    }

    private func word(_ mechanism: any Mechanism) -> String {
        switch mechanism.place {
        case .value(let key): key
        case .word(let word, _), .member(let word, _), .kind(let word, _, _, _): word
        }
    }
}
