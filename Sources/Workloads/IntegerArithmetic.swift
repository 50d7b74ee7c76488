/// `cpu.integer`: additions, rotations, exclusive-ors and a multiplication on 64-bit registers.
///
/// The step is SipRound (Aumasson & Bernstein, "SipHash: a fast short-input PRF", INDOCRYPT 2012) followed
/// by a multiplication: about half of it can run in parallel, and no step can be left out or vectorised.
struct IntegerArithmetic: Workload, ~Copyable {
    static let name = "cpu.integer"
    private static let roundsPerOp = 64

    static let description = WorkloadDescription(
        IntegerArithmetic.self, family: .cpu,
        op: "64 rounds of 14 integer operations and a multiplication in registers",
        stresses: "integer units and the clock frequency; no memory, no system call")

    private var state: (UInt64, UInt64, UInt64, UInt64)
    private let checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        var random = SplitMix64(seed: parameters.seed)
        state = (random.next(), random.next(), random.next(), random.next())
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {}

    mutating func run(ops: Int) -> UInt64 {
        var (a, b, c, d) = state
        for _ in 0..<ops &* Self.roundsPerOp {
            a &+= b
            b = rotated(b, by: 13) ^ a
            a = rotated(a, by: 32)
            c &+= d
            d = rotated(d, by: 16) ^ c
            a &+= d
            d = rotated(d, by: 21) ^ a
            c &+= b
            b = rotated(b, by: 17) ^ c
            c = rotated(c, by: 32) &* 0x9E37_79B9_7F4A_7C15
        }
        state = (a, b, c, d)
        return checksum.folding(a).folding(b).folding(c).folding(d).value
    }

    @inline(__always)
    private func rotated(_ word: UInt64, by bits: UInt64) -> UInt64 {
        (word &<< bits) | (word &>> (64 &- bits))
    }
}
