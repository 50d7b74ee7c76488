/// Process numbers of its own; the program is process 1.
struct PIDNamespace: NamespaceMechanism {
    static let kind = NamespaceKind.pid
    let summary = "own process numbers; the program is process 1"
}
