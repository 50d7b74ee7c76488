/// A view of the cgroup tree that starts at its own cgroup. It limits nothing.
struct CgroupNamespace: NamespaceMechanism {
    static let kind = NamespaceKind.cgroup
    let summary = "own view of the cgroup tree"
}
