/// crun, the OCI runtime in C.
struct Crun: OCIRuntime {
    let name = "crun"
    let summary = "crun on a root that holds only the worker, as runc's default spec, no cgroup of its own"
    let executables = ["crun"]
    let package: String? = "crun"

    /// It refuses a cgroup v2 hierarchy that has controllers beside those of v1.
    var mounts: [PrivateMount] {
        guard !RuntimeCgroup.isVersion2Alone else { return [] }
        return RuntimeCgroup.hierarchies.filter { $0.version == 2 }.map { .without($0.top) }
    }

    func flags(_ choice: RuntimeChoice) -> [String] { ["--cgroup-manager=disabled"] }
}
