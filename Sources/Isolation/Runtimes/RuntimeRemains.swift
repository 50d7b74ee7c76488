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
    /// `KEY=value` that its commands need, e.g. to reach the same daemon.
    public var variables: [String]? = nil
    /// Folders of the cgroup file system that were not there before.
    public var cgroups: [String] = []

    /// Removes what there is of it.
    public func remove() {
        for path in cgroups { RuntimeCgroup.remove(path, ours: path.hasSuffix("/\(name)")) }
        RuntimeCatalog.named(runtime)?.removeRemains(self)
    }
}

extension LedgerKind {
    /// What a runtime keeps outside the run's folder, as a file in that folder says.
    public static let runtime = LedgerKind(name: "runtime") { entry in
        guard let text = try? contents(of: entry.subject) else { return .absent }
        guard let remains = try? JSONDecoder().decode(RuntimeRemains.self, from: Data(text.utf8)) else {
            // Cut off: it was being written, and nothing had been made.
            return .absent
        }
        remains.remove()
        return .removed
    }
}

/// Removes what a runtime made for an arm when the arm goes away.
final class RuntimeRemainsOwner: Sendable {
    private let remains: RuntimeRemains
    private let entry: Ledger.Entry

    /// Writes the remains down first.
    init(_ remains: RuntimeRemains, site: RuntimeSite) throws(IsolationError) {
        self.remains = remains
        let text: Data
        do { text = try JSONEncoder().encode(remains) } catch {
            throw site.failure("write \(RuntimeRemains.fileName)", "\(error)")
        }
        let path = try site.write(RuntimeRemains.fileName, Array(text))
        entry = Ledger.Entry(kind: LedgerKind.runtime.name, token: site.token, subject: path)
        do throws(SystemError) { try Ledger.record(entry) } catch {
            throw .launchFailed(environment: site.environment, error: error)
        }
    }

    deinit {
        remains.remove()
        Ledger.settle(entry)
    }
}
