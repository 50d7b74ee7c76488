import CLinux
import Glibc

/// `sys.fork`: a child that ends at once, and the wait for it.
///
/// The child returns a code that depends on the number of the op. Only that child is waited for, so it is
/// right for pid 1 of a pid namespace too, which adopts orphans.
struct ForkProcess: Workload, ~Copyable {
    static let name = "sys.fork"

    static let description = WorkloadDescription(
        ForkProcess.self, family: .sys,
        op: "fork, _exit in the child and waitpid in the parent",
        stresses: "creation and end of a process: page tables, pid allocation, namespaces, cgroup accounting",
        // CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | SIGCHLD, as fork(3) has them.
        calls: [NeededCall("clone", first: 0x0120_0011), "wait4"])

    private var opsDone = 0
    private(set) var failure: WorkloadError?
    private var checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        checksum = Checksum(of: Self.name, parameters)
    }

    /// An ignored SIGCHLD outlives exec and would have the kernel reap the children (man 2 waitpid).
    mutating func prepare() throws(WorkloadError) { signal(SIGCHLD, SIG_DFL) }

    mutating func run(ops: Int) -> UInt64 {
        for op in opsDone..<opsDone &+ ops {
            var status: Int32 = 0
            let code = workload_fork_exit_wait(Int32(op & 0x7F), &status)
            guard code == 0 else {
                failure = .system(code, "fork", "a child that ends at once")
                return 0
            }
            let exitCode = workload_exit_code(status)
            guard exitCode == op & 0x7F else {
                failure = .wrongResult(
                    operation: "waitpid", subject: "a child", expected: "exit code \(op & 0x7F)",
                    found: "wait status \(status)")
                return 0
            }
            checksum.fold(UInt64(exitCode))
        }
        opsDone &+= ops
        return checksum.value
    }
}
