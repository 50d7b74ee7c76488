/// Each kind of namespace alone: what it costs by itself.
enum SingleNamespaces {
    static let all = NamespaceKind.allCases.map { kind in
        EnvironmentDefinition(
            name: "ns.\(kind.rawValue)", summary: "the \(kind.rawValue) namespace alone", namespaces: [kind])
    }
}
