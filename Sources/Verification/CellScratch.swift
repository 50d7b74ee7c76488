import Glibc
import Isolation
import Linux

/// Where the scratch files of one environment go: below the run's own folder, or in a folder in the
/// environment's root. Made before anything is launched: the lower layer of an overlay must not change below it.
final class CellScratch {
    /// As the host sees it and as the environment does; both empty where it can have none.
    private let folder: (host: String, inside: String)
    private let elsewhere: OwnedScratch?

    /// - Parameter names: of the folders in it, one for each attempt.
    init(
        _ plan: LaunchPlan, run: borrowing ScratchFolder, parent: String, number: Int, names: [String]
    ) throws(SystemError) {
        let name = "cell-\(number)"
        if case .unavailable = plan.external?.scratch {
            (folder, elsewhere) = (("", ""), nil)
        } else if let home = plan.scratchHome {
            (folder, elsewhere) = (("\(home)/\(name)", "\(run.path)/\(name)"), nil)
        } else if plan.rootPath == "/" {
            (folder, elsewhere) = (("\(run.path)/\(name)", "\(run.path)/\(name)"), nil)
        } else {
            elsewhere =
                CellScratch.places(in: plan.rootPath, parent: parent).lazy.compactMap {
                    try? OwnedScratch(in: $0)
                }.first
            let path = elsewhere.map { "\($0.path)/\(name)" } ?? ""
            folder = (path, String(path.dropFirst(plan.rootPath.utf8.count)))
        }
        guard !folder.host.isEmpty else { return }
        try make(folder.host, for: plan)
        for name in names { try make("\(folder.host)/\(name)", for: plan) }
        // Whoever the program becomes has to get to its folder.
        if plan.become != nil { chmod(run.path, 0o711) }
    }

    /// A root that holds nothing can still hold the folder itself.
    private static func places(in root: String, parent: String) -> [String] {
        ["\(root)\(parent)", "\(root)/tmp", root]
    }

    private func make(_ path: String, for plan: LaunchPlan) throws(SystemError) {
        try retrying("mkdir", path) { mkdir(path, 0o755) }
        guard let other = plan.become else { return }
        try retrying("chown", path) { lchown(path, other.outsideUser, other.outsideGroup) }
    }

    /// The folder of one attempt, as the environment sees it and as the host does.
    func folder(_ name: String) -> (inside: String, host: String) {
        folder.host.isEmpty ? ("", "") : ("\(folder.inside)/\(name)", "\(folder.host)/\(name)")
    }
}

/// A scratch folder that a value can hold.
private final class OwnedScratch {
    private let folder: ScratchFolder
    var path: String { folder.path }

    init(in parent: String) throws(SystemError) { folder = try ScratchFolder(in: parent) }
}
