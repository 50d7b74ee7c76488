import Glibc
import Linux

/// Where the scratch files of one environment go: below the run's own folder, or in a folder in the
/// environment's root.
final class CellScratch {
    /// As the host sees it; empty where the environment's root can hold none.
    private let folder: String
    /// What of the path is not there inside: the path of the environment's root.
    private let hidden: Int
    private let elsewhere: OwnedScratch?

    init(root: String, run: borrowing ScratchFolder, parent: String, number: Int) throws(SystemError) {
        if root == "/" {
            (folder, hidden, elsewhere) = (try run.makeFolder("cell-\(number)"), 0, nil)
            return
        }
        hidden = root.utf8.count
        elsewhere =
            CellScratch.places(in: root, parent: parent).lazy.compactMap { try? OwnedScratch(in: $0) }.first
        folder = elsewhere?.path ?? ""
    }

    /// A root that holds nothing can still hold the folder itself.
    private static func places(in root: String, parent: String) -> [String] {
        ["\(root)\(parent)", "\(root)/tmp", root]
    }

    /// Makes an empty folder for one attempt.
    /// - Returns: its path as the environment sees it, and as the host does; both empty where there can be none.
    func makeFolder(_ name: String) throws(SystemError) -> (inside: String, host: String) {
        guard !folder.isEmpty else { return ("", "") }
        let host = "\(folder)/\(name)"
        try retrying("mkdir", host) { mkdir(host, 0o755) }
        return (String(host.dropFirst(hidden)), host)
    }
}

/// A scratch folder that a value can hold.
private final class OwnedScratch {
    private let folder: ScratchFolder
    var path: String { folder.path }

    init(in parent: String) throws(SystemError) { folder = try ScratchFolder(in: parent) }
}
