/// `mem.latency`: loads that each depend on the one before, over cache lines in random order.
///
/// The order is one random cycle through all lines (Sattolo, "An algorithm to generate a random cyclic
/// permutation", Inf. Process. Lett. 22, 1986), so no prefetcher can run ahead and no short cycle stays in a
/// cache. The place in the cycle is kept between slices: they walk on instead of walking the same lines.
struct MemoryLatency: Workload, ~Copyable {
    static let name = "mem.latency"
    /// The distance between nodes: a cache line of x86-64 and of most arm64 processors.
    private static let line = 64

    static let description = WorkloadDescription(
        MemoryLatency.self, family: .mem,
        op: "one load whose address is the result of the load before",
        stresses: "latency of the caches beyond L2 and of memory, address translation with it",
        parameters: [
            ParameterDescription(
                name: "workingSet", kind: .size, defaultValue: 32 << 20, range: 128...16 << 30,
                meaning: "memory walked over, rounded down to whole cache lines of 64 B")
        ])

    private let nodes: Int
    private let seed: UInt64
    private var memory: AnonymousMemory?
    private(set) var position: UInt64 = 0
    private var visited: UInt64 = 0
    private let checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        nodes = parameters["workingSet"] / Self.line
        seed = parameters.seed
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {
        let memory = try AnonymousMemory(byteCount: nodes * Self.line, hugePages: .asked)
        link(memory.base)
        self.memory = consume memory
    }

    /// Writes into each line the offset of the next one in the cycle.
    private func link(_ base: UnsafeMutableRawPointer) {
        // Shuffled apart from the lines, 16 times as dense: the random accesses stay in the caches.
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: nodes) { next in
            for node in 0..<nodes { next[node] = UInt32(truncatingIfNeeded: node) }
            var random = SplitMix64(seed: seed)
            for node in stride(from: nodes - 1, to: 0, by: -1) {
                next.swapAt(node, Int(truncatingIfNeeded: random.next(below: UInt64(node))))
            }
            for node in 0..<nodes {
                base.storeBytes(
                    of: UInt64(next[node]) &* UInt64(Self.line), toByteOffset: node &* Self.line,
                    as: UInt64.self)
            }
        }
    }

    mutating func run(ops: Int) -> UInt64 {
        guard let base = memory?.base else { preconditionFailure("prepare comes before run") }
        var position = position
        var visited = visited
        for _ in 0..<ops {
            position = base.load(fromByteOffset: Int(truncatingIfNeeded: position), as: UInt64.self)
            visited &+= position
        }
        self.position = position
        self.visited = visited
        return checksum.folding(visited).folding(position).value
    }
}
