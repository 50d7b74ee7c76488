/// crun, the OCI runtime in C.
struct Crun: OCIRuntime {
    let name = "crun"
    let summary = "crun on a root that holds only the worker, as runc's default spec, no cgroup of its own"
    let executables = ["crun"]
    let package: String? = "crun"

    /// It refuses a cgroup v2 hierarchy that has controllers beside those of v1.
    var mounts: [PrivateMount] {
        let hierarchies = RuntimeCgroup.hierarchies()
        guard hierarchies.contains(where: { !$0.isV2 }) else { return [] }
        return hierarchies.filter(\.isV2).map { .without($0.mount) }
    }

    func flags(_ choice: RuntimeChoice) -> [String] { ["--cgroup-manager=disabled"] }
}
