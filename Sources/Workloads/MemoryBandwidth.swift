/// `mem.bandwidth`: the triad of STREAM, a[i] = b[i] + s·c[i], in double precision.
///
/// McCalpin, "Memory bandwidth and machine balance in current high performance computers", IEEE TCCA
/// Newsletter, 1995. An op passes over one chunk of the three arrays and the next op takes the next chunk,
/// so that slices sweep the whole working set. The scalar changes from pass to pass: a store that got lost
/// would be seen.
struct MemoryBandwidth: Workload, ~Copyable {
    static let name = "mem.bandwidth"
    /// Elements of each array that an op passes over: 64 KiB.
    private static let chunk = 8192

    static let description = WorkloadDescription(
        MemoryBandwidth.self, family: .mem,
        op: "the triad over 8,192 elements: 128 KiB read and 64 KiB written, as STREAM counts",
        stresses: "bandwidth of the caches beyond L2 and of memory, hardware prefetch, page placement",
        parameters: [
            ParameterDescription(
                name: "workingSet", kind: .size, defaultValue: 24 << 20, range: 192 << 10...16 << 30,
                meaning: "the three arrays together, rounded down to whole chunks of 192 KiB")
        ])

    private let chunks: Int
    private var memory: AnonymousMemory?
    private var opsDone = 0
    private var checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        chunks = parameters["workingSet"] / (3 * Self.chunk * MemoryLayout<Double>.size)
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {
        let elements = chunks * Self.chunk
        let memory = try AnonymousMemory(
            byteCount: 3 * elements * MemoryLayout<Double>.size, hugePages: .asked)
        let a = memory.base.assumingMemoryBound(to: Double.self)
        for index in 0..<elements {
            a[elements + index] = Double(index & 0xFFFF)
            a[2 * elements + index] = Double(index & 0x3FF)
        }
        self.memory = consume memory
    }

    mutating func run(ops: Int) -> UInt64 {
        guard let a = memory?.base.assumingMemoryBound(to: Double.self) else {
            preconditionFailure("prepare comes before run")
        }
        let elements = chunks &* Self.chunk
        for op in opsDone..<opsDone &+ ops {
            let (pass, chunk) = op.quotientAndRemainder(dividingBy: chunks)
            let start = chunk &* Self.chunk
            triad(
                a + start, a + (elements &+ start), a + (2 &* elements &+ start),
                scale: Double(pass & 0xFF &+ 3))
            // One result of each chunk, at a place that moves, stands for all: summing up every element
            // would make the workload a different one.
            checksum.fold(a[start &+ (op &* 4099) & (Self.chunk &- 1)].bitPattern)
        }
        opsDone &+= ops
        return checksum.value
    }

    /// Never inlined: the loop is compiled by itself, with its pointers in registers.
    @inline(never)
    private func triad(
        _ a: UnsafeMutablePointer<Double>, _ b: UnsafePointer<Double>, _ c: UnsafePointer<Double>,
        scale: Double
    ) {
        for index in 0..<Self.chunk { a[index] = b[index] + scale * c[index] }
    }
}
