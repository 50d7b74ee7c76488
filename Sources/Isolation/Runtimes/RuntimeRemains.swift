import FoundationEssentials
import Glibc
import Linux

/// What a runtime keeps outside the run's folder, written down before any of it is made, so that whoever comes after a
/// kill can remove it.
public struct RuntimeRemains: Codable, Sendable {
    public var runtime: String
    /// The absolute path of its executable.
    public var executable: String
    /// Of containers and machines, unique on the host.
    public var name: String
    /// `KEY=value` that its commands need, e.g. to reach the same daemon.
    public var variables: [String]? = nil
    /// Folders of the cgroup file system that were not there before.
    public var cgroups: [String] = []
    /// In the environment of all that is started with it.
    public var mark: String? = nil

    /// Where it is written: with the ledger and not in the run's folder, which may be gone before this is.
    static func file(of name: String) -> String { "\(Ledger.folder)/remains-\(name).json" }

    /// Removes what there is of it.
    /// - Returns: isocost's own cgroups that are still there.
    public func remove() -> [String] {
        RuntimeCatalog.named(runtime)?.removeRemains(self)
        return RuntimeCgroup.remove(cgroups.map { ($0, ours: $0.hasSuffix("/\(name)")) })
    }
}

extension LedgerKind {
    /// What a runtime keeps outside the run's folder, as a file beside the ledger says.
    public static let runtime = LedgerKind(name: "runtime") { entry in
        guard let text = try? contents(of: entry.subject) else { return .absent }
        guard let remains = try? JSONDecoder().decode(RuntimeRemains.self, from: Data(text.utf8)) else {
            // Cut off: it was being written, and nothing had been made.
            unlink(entry.subject)
            return .absent
        }
        // A runtime that is about to die may be making them.
        if let mark = remains.mark { Descendants.end(marked: mark) }
        let left = remains.remove()
        guard left.isEmpty else { return .failed(reason: "still in use: \(left.joined(separator: ", "))") }
        unlink(entry.subject)
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
        var written = remains
        written.mark = site.mark
        let text: Data
        do { text = try JSONEncoder().encode(written) } catch {
            throw site.failure("write what \(remains.runtime) leaves", "\(error)")
        }
        let path = RuntimeRemains.file(of: remains.name)
        entry = Ledger.Entry(kind: LedgerKind.runtime.name, token: site.token, subject: path)
        do throws(SystemError) {
            try Ledger.record(entry)
            try FileDescriptor(open: path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600).write(Array(text))
        } catch { throw .launchFailed(environment: site.environment, error: error) }
    }

    /// What is left keeps its entry.
    deinit {
        guard remains.remove().isEmpty else { return }
        unlink(entry.subject)
        Ledger.settle(entry)
    }
}
