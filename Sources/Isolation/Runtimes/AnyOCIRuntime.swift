/// Any program with the command line of runc, by path.
struct AnyOCIRuntime: OCIRuntime {
    let name = "oci"
    let summary = "an OCI runtime by path, with the command line of runc"
    let executables: [String] = []
    let package: String? = nil
    let leavesCgroup = false
}
