/// `io.read.random`: reads at random offsets of a file that is in the page cache.
///
/// `prepare` writes the file, which leaves it in the cache, so what is timed is the path through the system
/// call, the file system's lookup of the page and the copy: never the disk.
struct RandomReads: Workload, ~Copyable {
    static let name = "io.read.random"

    static let description = WorkloadDescription(
        RandomReads.self, family: .io,
        op: "one pread of a block at a random offset of a file in the page cache",
        stresses: "the read path of system call and file system with a warm page cache, and the copy",
        usesScratch: true, calls: ["openat", "pwrite64", "pread64"],
        parameters: [
            ParameterDescription(
                name: "fileSize", kind: .size, defaultValue: 16 << 20, range: 4096...16 << 30,
                meaning: "size of the file, rounded down to whole blocks"),
            ParameterDescription(
                name: "blockSize", kind: .size, defaultValue: 4096, range: 512...1 << 20,
                meaning: "bytes of one read, at an offset that is a multiple of it; a multiple of 512 B"),
        ])

    private let blockSize: Int
    private let blocks: Int
    private let scratch: String
    private var random: SplitMix64
    private var file: ScratchFile?
    private var buffer: AnonymousMemory?
    private(set) var failure: WorkloadError?
    private var checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        try ScratchFile.require(scratch)
        let (blockSize, fileSize) = (parameters["blockSize"], parameters["fileSize"])
        guard blockSize.isMultiple(of: 512), blockSize <= fileSize else {
            throw .invalidParameter(
                name: "blockSize", value: ByteSize.text(blockSize),
                reason: "it is a multiple of 512 B and at most fileSize (\(ByteSize.text(fileSize)))")
        }
        self.blockSize = blockSize
        self.blocks = fileSize / blockSize
        self.scratch = scratch
        random = SplitMix64(seed: parameters.seed)
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {
        let file = try ScratchFile("read", in: scratch)
        try PatternedContent.write(to: file, byteCount: blocks * blockSize)
        buffer = try AnonymousMemory(byteCount: blockSize, hugePages: .refused)
        self.file = consume file
    }

    mutating func run(ops: Int) -> UInt64 {
        guard let base = buffer?.base, file != nil else { preconditionFailure("prepare comes before run") }
        let block = UnsafeMutableRawBufferPointer(start: base, count: blockSize)
        do throws(WorkloadError) {
            for _ in 0..<ops {
                let index = Int(truncatingIfNeeded: random.next(below: UInt64(blocks)))
                try file!.read(block, at: index &* blockSize)
                // One word of each 512-byte sector: reading them all would weigh as much as the copy.
                for offset in stride(from: 0, to: blockSize, by: 512) {
                    checksum.fold(block.load(fromByteOffset: offset, as: UInt64.self))
                }
            }
        } catch {
            failure = error
            return 0
        }
        return checksum.value
    }
}
