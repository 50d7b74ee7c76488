import Glibc

/// The environment's scratch folder, from inside: where an attempt may make files.
struct ScratchPlace {
    let path: String

    /// - Throws: `ProbeError.notApplicable` where the environment has none.
    init(_ given: Values) throws(ProbeError) {
        path = try given.text("scratch")
        guard !path.isEmpty else { throw .notApplicable("it has no folder for scratch files") }
    }

    /// Makes a folder.
    func folder(_ name: String) throws(ProbeError) -> String {
        let full = "\(path)/\(name)"
        let code = refusal { mkdir(full, 0o700) }
        guard let code, code != EEXIST else { return full }
        throw .notApplicable("mkdir \(full) gave \(Errno.name(code))")
    }
}
