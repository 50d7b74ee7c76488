/// An environment as an environment file describes it: keys and values that mechanisms read and write.
public struct EnvironmentDefinition: Sendable, Equatable {
    public var name: String
    /// One line for `isocost list environments`.
    public var summary: String?
    /// By key, each as its mechanisms write it, so that equal definitions are written alike.
    private var settings: [String: Setting] = [:]

    /// - Parameter mechanisms: those that are on, each at most once.
    public init(name: String, summary: String? = nil, _ mechanisms: [any Mechanism] = []) {
        self.name = name
        self.summary = summary
        let inOrder = MechanismCatalog.sorted(mechanisms)
        for key in SettingKey.all {
            let on = inOrder.filter { $0.place.key == key.name }
            if !on.isEmpty { settings[key.name] = key.written(on) }
        }
    }

    public init(name: String, summary: String? = nil, namespaces: [NamespaceKind]) {
        self.init(name: name, summary: summary, MechanismCatalog.namespaces(namespaces))
    }

    /// These mechanisms and no other: what they would imply is said to be off.
    public init(name: String, summary: String? = nil, exactly mechanisms: [any Mechanism]) {
        self.init(name: name, summary: summary, mechanisms)
        let names = Set(mechanisms.map(\.name))
        for implied in MechanismCatalog.all where !names.contains(implied.name) {
            guard settings[implied.place.key] == nil, implied.isImplied(by: mechanisms),
                let key = SettingKey.named(implied.place.key)
            else { continue }
            settings[key.name] = key.written([])
        }
    }

    /// The keys of an environment file that mechanisms read.
    public static var keys: [String] { SettingKey.all.map(\.name) }

    /// What is said, in the order in which it is written.
    public var members: [Setting.Member] {
        SettingKey.all.compactMap { key in settings[key.name].map { Setting.Member(key.name, $0) } }
    }

    /// Replaces all that is said below a key.
    /// - Throws: `SettingError` for an unknown key or a value that its mechanisms don't take.
    public mutating func set(_ key: String, to setting: Setting) throws(SettingError) {
        guard let known = SettingKey.named(key) else {
            throw setting.error("unknown key '\(key)' (expected: \(Self.keys.joined(separator: ", ")))")
        }
        settings[key] = known.written(try known.read(setting))
    }

    /// In the order of the catalogue; with what is implied where its key is not said.
    func mechanisms() throws(SettingError) -> [any Mechanism] {
        var found: [any Mechanism] = []
        for key in SettingKey.all {
            if let setting = settings[key.name] { found += try key.read(setting) }
        }
        let said = found
        found += MechanismCatalog.all.filter { settings[$0.place.key] == nil && $0.isImplied(by: said) }
        return MechanismCatalog.sorted(found)
    }
}

extension EnvironmentDefinition: Codable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
        static let name = Key(stringValue: "name")
        static let summary = Key(stringValue: "summary")
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        summary = try container.decodeIfPresent(String.self, forKey: .summary)
        for key in container.allKeys where key.stringValue != "name" && key.stringValue != "summary" {
            var setting = try container.decode(Setting.self, forKey: key)
            // Records of 0.1.0 give a path to the host's root too.
            if case .members(let members) = setting.value,
                members.contains(.init("kind", .text("host")))
            {
                setting = .text("host")
            }
            do throws(SettingError) { try set(key.stringValue, to: setting) } catch {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: container, debugDescription: error.message)
            }
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        try container.encodeIfPresent(summary, forKey: .summary)
        for member in members { try container.encode(member.value, forKey: Key(stringValue: member.key)) }
    }
}
