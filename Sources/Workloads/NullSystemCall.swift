import CLinux

/// `sys.null`: the cheapest system call, getpid by syscall(2).
struct NullSystemCall: Workload, ~Copyable {
    static let name = "sys.null"

    static let description = WorkloadDescription(
        NullSystemCall.self, family: .sys,
        op: "one getpid by syscall(2)",
        stresses: "entry to and exit from the kernel, seccomp filters and whatever else watches every call",
        calls: ["getpid"])

    private var pid = 0
    private var opsDone: UInt64 = 0
    private(set) var failure: WorkloadError?
    private let checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) { pid = workload_getpid() }

    mutating func run(ops: Int) -> UInt64 {
        var sum = 0
        for _ in 0..<ops { sum &+= workload_getpid() }
        guard sum == ops &* pid else {
            failure = .wrongResult(
                operation: "getpid", subject: "\(ops) times", expected: "a sum of \(ops &* pid)",
                found: "\(sum)")
            return 0
        }
        opsDone &+= UInt64(ops)
        return checksum.folding(opsDone).value
    }
}
