/// System V IPC objects and POSIX message queues of its own.
struct IPCNamespace: NamespaceMechanism {
    static let kind = NamespaceKind.ipc
    let summary = "own System V IPC and POSIX message queues"
}
