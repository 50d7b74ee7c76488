/// runc, the reference OCI runtime.
struct Runc: OCIRuntime {
    let name = "runc"
    let summary = "runc on a root that holds only the worker, as its default spec, in a cgroup of its own"
    let executables = ["runc"]
    let package: String? = "runc"
    /// It has no option to leave cgroups alone.
    let leavesCgroup = false
}
