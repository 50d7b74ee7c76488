import Linux

/// A program of somebody else's that isolates: it is launched as the worker is elsewhere, and starts the
/// worker inside, with its own standard input and output.
///
/// To add one: a file in Runtimes/ and a line in `RuntimeCatalog`.
public protocol Runtime: Sendable {
    /// As in `--env` and `runtime: {name: …}`.
    var name: String { get }
    /// One line for `isocost list environments`.
    var summary: String { get }
    /// File names that it has in the search path; empty when only the user can name it.
    var executables: [String] { get }
    /// The Debian package that has it; nil where there is none.
    var package: String? { get }
    /// What can be chosen of it, beside `path` and `arguments`.
    var options: [RuntimeOption] { get }
    /// What makes it print its version; nil where it can't.
    var versionArguments: [String]? { get }
    /// Mounts of its own that it is started with, so that it leaves nothing behind on the host's.
    var mounts: [PrivateMount] { get }
    /// What has to differ from `bare` in the worker.
    var changes: Set<Evidence.Property> { get }
    /// False where it moves the worker into a cgroup of its own making.
    var leavesCgroup: Bool { get }

    /// What it needs beside its executable.
    func availability(on host: Host, choice: RuntimeChoice) -> Availability
    /// Writes what it wants to find into the site's folder, and says how the worker is launched.
    /// - Parameter executable: its absolute path.
    func prepare(
        _ site: RuntimeSite, executable: String, choice: RuntimeChoice
    ) throws(IsolationError) -> ExternalLaunch
    /// Removes what it keeps outside the run's folder, and which nothing else would.
    func removeRemains(_ remains: RuntimeRemains)
}

extension Runtime {
    public var options: [RuntimeOption] { [] }
    public var versionArguments: [String]? { ["--version"] }
    public var mounts: [PrivateMount] { [] }
    public var leavesCgroup: Bool { true }
    public func availability(on host: Host, choice: RuntimeChoice) -> Availability { .available }
    public func removeRemains(_ remains: RuntimeRemains) {}

    /// All but the CPUs, which it has to inherit, and the cgroup, where it leaves that.
    var mayChange: Set<Evidence.Property> {
        var free = Set(Evidence.Property.allCases).subtracting([.affinity])
        if leavesCgroup { free.remove(.cgroupPath) }
        return free.subtracting(changes)
    }

    /// Under which of its names it is in the search path.
    func search() -> String? { SearchPath.find(executables) }
}
