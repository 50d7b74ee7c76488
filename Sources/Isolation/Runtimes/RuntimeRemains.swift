import FoundationEssentials
import Linux

/// What a runtime keeps outside the run's folder, written into it before any of it is made, so that whoever
/// comes after a kill can remove it.
public struct RuntimeRemains: Codable, Sendable {
    static let fileName = "remains.json"

    public var runtime: String
    /// The absolute path of its executable.
    public var executable: String
    /// Of containers and machines, unique on the host.
    public var name: String
    /// Folders of the cgroup file system that were not there before.
    public var cgroups: [String] = []

    /// Removes what there is of it.
    public func remove() {
        for path in cgroups { RuntimeCgroup.remove(path, ours: path.hasSuffix("/\(name)")) }
        RuntimeCatalog.named(runtime)?.removeRemains(self)
    }

    /// Removes what the runtimes of a run left that was killed.
    /// - Parameter folder: its scratch folder, which this user owns: what is written there is obeyed.
    public static func remove(in folder: String) {
        for name in names(in: folder) where name.hasPrefix(RuntimeSite.folderPrefix) {
            guard let text = try? contents(of: "\(folder)/\(name)/\(fileName)"),
                let remains = try? JSONDecoder().decode(RuntimeRemains.self, from: Data(text.utf8))
            else { continue }
            remains.remove()
        }
    }
}

/// Removes what a runtime made for an arm when the arm goes away.
final class RuntimeRemainsOwner: Sendable {
    private let remains: RuntimeRemains

    /// Writes the remains down first.
    init(_ remains: RuntimeRemains, site: RuntimeSite) throws(IsolationError) {
        self.remains = remains
        let text: Data
        do { text = try JSONEncoder().encode(remains) } catch {
            throw site.failure("write \(RuntimeRemains.fileName)", "\(error)")
        }
        _ = try site.write(RuntimeRemains.fileName, Array(text))
    }

    deinit { remains.remove() }
}
