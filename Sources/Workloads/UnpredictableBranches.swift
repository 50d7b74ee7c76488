import Glibc

/// `cpu.branch`: conditional branches whose direction is a fresh random bit.
///
/// The bits come from xorshift64 (Marsaglia, "Xorshift RNGs", J. Stat. Softw. 8(14), 2003), whose period of
/// 2⁶⁴−1 no predictor can learn; a table of random bits would be learnt within a few passes. Every process
/// draws bits of its own: a predictor, which knows branches by their addresses, remembers those of the
/// process that ran before, and would know a sequence that all share. Only one side stores to memory, which
/// keeps the compiler from turning the branch into a conditional move.
struct UnpredictableBranches: Workload, ~Copyable {
    static let name = "cpu.branch"
    private static let branchesPerOp = 64
    private static let slots = 64

    static let description = WorkloadDescription(
        UnpredictableBranches.self, family: .cpu,
        op: "64 conditional branches, each taken with probability one half",
        stresses: "branch misprediction and the refill of the pipeline; half of the branches are missed")

    private var bits: UInt64
    private var taken: UInt64 = 0
    private var notTaken: UInt64 = 0
    private var table: AnonymousMemory?
    private let checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        bits =
            SplitMix64.mix(parameters.seed ^ UInt64(now.tv_sec) &* 1_000_000_000 &+ UInt64(now.tv_nsec)) | 1
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {
        table = try AnonymousMemory(byteCount: Self.slots * 8, hugePages: .refused)
    }

    mutating func run(ops: Int) -> UInt64 {
        guard let table = table?.base.assumingMemoryBound(to: UInt64.self) else {
            preconditionFailure("prepare comes before run")
        }
        var bits = bits
        var taken: UInt64 = 0
        var notTaken: UInt64 = 0
        for _ in 0..<ops &* Self.branchesPerOp {
            bits ^= bits &<< 13
            bits ^= bits &>> 7
            bits ^= bits &<< 17
            if bits & 0x10000 != 0 {
                table[Int(bits &>> 58)] &+= bits
                taken &+= 1
            } else {
                notTaken &+= 1
            }
        }
        self.bits = bits
        self.taken &+= taken
        self.notTaken &+= notTaken
        // How often which way is the process's own; that every branch went one of two ways is not.
        return checksum.folding(self.taken &+ self.notTaken).value
    }
}
