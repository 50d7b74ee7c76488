/// `io.write.sequential`: a batch of writes to consecutive blocks, made durable by fsync.
///
/// The file is written in full by `prepare` and then rewritten round and round: it does not grow, and no
/// block is allocated in the timed part. Every block starts with its own number, and the first of each batch
/// is read back.
struct SequentialWrites: Workload, ~Copyable {
    static let name = "io.write.sequential"

    static let description = WorkloadDescription(
        SequentialWrites.self, family: .io,
        op: "a batch of writes to consecutive blocks of a file that exists, ended by one fsync",
        stresses: "the write path, write-back, the journal and the disk's latency to flush",
        usesScratch: true, calls: ["openat", "pwrite64", "pread64", "fsync"],
        parameters: [
            ParameterDescription(
                name: "fileSize", kind: .size, defaultValue: 8 << 20, range: 4096...16 << 30,
                meaning: "size of the file, rounded down to whole batches"),
            ParameterDescription(
                name: "blockSize", kind: .size, defaultValue: 64 << 10, range: 512...1 << 20,
                meaning: "bytes of one write; a multiple of 512 B"),
            ParameterDescription(
                name: "batch", kind: .count, defaultValue: 8, range: 1...65536,
                meaning: "writes before the fsync"),
        ])

    private let blockSize: Int
    private let batch: Int
    private let batches: Int
    private let scratch: String
    private var opsDone = 0
    private var file: ScratchFile?
    private var buffer: AnonymousMemory?
    private(set) var failure: WorkloadError?
    private var checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        try ScratchFile.require(scratch)
        let (blockSize, batch) = (parameters["blockSize"], parameters["batch"])
        let fileSize = parameters["fileSize"]
        guard blockSize.isMultiple(of: 512), blockSize * batch <= fileSize else {
            throw .invalidParameter(
                name: "blockSize", value: ByteSize.text(blockSize),
                reason: "it is a multiple of 512 B, and blockSize × batch is at most fileSize "
                    + "(\(ByteSize.text(fileSize)))")
        }
        self.blockSize = blockSize
        self.batch = batch
        batches = fileSize / (blockSize * batch)
        self.scratch = scratch
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {
        let file = try ScratchFile("write", in: scratch)
        try PatternedContent.write(to: file, byteCount: batches * batch * blockSize)
        // Blocks are allocated on write-back only: without this the first slices would pay for it.
        try file.synchronize()
        let buffer = try AnonymousMemory(byteCount: blockSize, hugePages: .refused)
        for offset in stride(from: 0, to: blockSize, by: 8) {
            buffer.base.storeBytes(of: UInt64(offset), toByteOffset: offset, as: UInt64.self)
        }
        self.buffer = consume buffer
        self.file = consume file
    }

    mutating func run(ops: Int) -> UInt64 {
        do throws(WorkloadError) {
            for _ in 0..<ops {
                try writeBatch()
                opsDone &+= 1
            }
        } catch {
            failure = error
            return 0
        }
        return checksum.value
    }

    private mutating func writeBatch() throws(WorkloadError) {
        guard let base = buffer?.base, file != nil else { preconditionFailure("prepare comes before run") }
        let start = opsDone % batches &* batch &* blockSize
        for block in 0..<batch {
            base.storeBytes(of: UInt64(opsDone &* batch &+ block), as: UInt64.self)
            try file!.write(
                UnsafeRawBufferPointer(start: base, count: blockSize), at: start &+ block &* blockSize)
        }
        try file!.synchronize()
        var written: UInt64 = 0
        try withUnsafeMutableBytes(of: &written) { bytes throws(WorkloadError) in
            try file!.read(bytes, at: start)
        }
        checksum.fold(written)
    }
}
