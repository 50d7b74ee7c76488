import Isolation
import Naming

/// What `--env` and suites take: a name of the catalogue, or a file.
enum EnvironmentChoice {
    /// - Parameter relativeTo: the file that mentions it: paths start at its folder.
    /// - Returns: nil for `bare` and its twin, which are in every run anyway.
    /// - Throws: `Failure` with the nearest names.
    static func find(_ typed: String, relativeTo file: String? = nil) throws -> Environment? {
        if EnvironmentCatalog.controls.contains(typed) { return nil }
        if let definition = EnvironmentCatalog.named(typed) { return try Environment(definition) }
        guard isFile(typed) else {
            let names = EnvironmentCatalog.all.map(\.name)
            let hint = NearestName.hint(among: names, to: typed)
            throw Failure(
                "no environment is called '\(typed)'\(hint) (isocost list environments shows them all; "
                    + "a file needs a / or ends in .yaml)", .usage)
        }
        let folder = typed.hasPrefix("/") ? "" : file.map(folderPrefix) ?? ""
        return try failing { try EnvironmentFile.read(folder + typed) }
    }

    static func isFile(_ typed: String) -> Bool {
        typed.contains("/") || typed.hasSuffix(".yaml") || typed.hasSuffix(".yml")
    }

    private static func folderPrefix(_ path: String) -> String {
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    }
}
