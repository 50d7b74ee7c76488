/// `cpu.float`: double-precision multiplications, additions, a division and a square root.
///
/// Four logistic maps x ← r·x·(1−x) with r just under 4 run side by side. They are chaotic, so an error in
/// the last bit of any step changes the checksum, and they stay inside (0, 1): no denormals, no overflow.
/// IEEE 754 fixes every operation used, and Swift never contracts them into fused ones.
struct FloatArithmetic: Workload, ~Copyable {
    static let name = "cpu.float"
    private static let stepsPerOp = 32

    static let description = WorkloadDescription(
        FloatArithmetic.self, family: .cpu,
        op: "32 steps of four logistic maps in double precision, then a square root and a division",
        stresses: "floating-point units and the clock frequency; no memory, no system call")

    private var state: (Double, Double, Double, Double)
    private var sum = 0.0
    private let checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        var random = SplitMix64(seed: parameters.seed)
        func start() -> Double { 0.1 + 0.8 * Double(random.next() >> 11) / Double(1 << 53) }
        state = (start(), start(), start(), start())
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {}

    mutating func run(ops: Int) -> UInt64 {
        let r = 3.9999
        var (w, x, y, z) = state
        var sum = sum
        for _ in 0..<ops {
            for _ in 0..<Self.stepsPerOp {
                w = r * w * (1 - w)
                x = r * x * (1 - x)
                y = r * y * (1 - y)
                z = r * z * (1 - z)
            }
            // Halving keeps the sum below 10, so that the newest terms always reach its last bits.
            sum = 0.5 * sum + (w + x) / (1 + (y + z).squareRoot())
        }
        state = (w, x, y, z)
        self.sum = sum
        return checksum.folding(sum.bitPattern).folding(w.bitPattern).folding(x.bitPattern)
            .folding(y.bitPattern).folding(z.bitPattern).value
    }
}
