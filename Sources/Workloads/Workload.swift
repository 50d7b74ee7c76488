/// A named piece of work that does `ops` operations when told to.
///
/// A workload owns what it needs (mappings, descriptors, scratch files) and gives it back when it goes
/// away. Creating one costs nothing: whatever is big or touches the host waits for `prepare`.
public protocol Workload: ~Copyable, SendableMetatype {
    /// The name in the catalogue, e.g. `mem.latency`.
    static var name: String { get }

    /// What the catalogue says of it.
    static var description: WorkloadDescription { get }

    /// - Parameter scratch: absolute path of an empty directory of its own; files are made there only.
    /// - Throws: `WorkloadError` if the parameters contradict one another or a scratch is missing.
    init(parameters: Parameters, scratch: String) throws(WorkloadError)

    /// Does everything that is not to be timed: allocates, touches all memory, writes files. Called once.
    mutating func prepare() throws

    /// The timed part: does `ops` operations, at least one.
    ///
    /// - Returns: a checksum of all results since `prepare`. It depends on the name, the parameters and
    ///   the number of operations done so far, not on how they were divided into calls, and never on
    ///   pids, addresses, inode numbers or time. It means nothing once `failure` is set.
    mutating func run(ops: Int) -> UInt64

    /// The first failure of `run`, if there was one: an I/O error, or a result that is not what it must be.
    var failure: WorkloadError? { get }
}

extension Workload where Self: ~Copyable {
    /// Work that makes no system call cannot fail.
    public var failure: WorkloadError? { nil }
}
