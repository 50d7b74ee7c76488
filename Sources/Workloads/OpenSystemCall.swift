import Glibc

/// `io.open`: open and close of one file by absolute path, everything in the kernel's caches.
struct OpenSystemCall: Workload, ~Copyable {
    static let name = "io.open"
    /// A size that a file has neither by accident nor when empty.
    private static let fileSize = 1234

    static let description = WorkloadDescription(
        OpenSystemCall.self, family: .io,
        op: "one open, read-only and close-on-exec, of an existing file by absolute path, and its close",
        stresses: "path lookup, permission checks, the open file's allocation, overlays, and its release",
        usesScratch: true, calls: ["openat", "pwrite64", "lseek", "close"])

    private let scratch: String
    private var file: ScratchFile?
    private var opsDone: UInt64 = 0
    private(set) var failure: WorkloadError?
    private let checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        try ScratchFile.require(scratch)
        self.scratch = scratch
        checksum = Checksum(of: Self.name, parameters)
    }

    /// Opens the file once, and holds it against what was written: another one is found out before the run.
    mutating func prepare() throws(WorkloadError) {
        let file = try ScratchFile("open", in: scratch)
        try PatternedContent.write(to: file, byteCount: Self.fileSize)
        let opened = open(file.path, O_RDONLY | O_CLOEXEC)
        guard opened != -1 else { throw .system(errno, "open", file.path) }
        defer { close(opened) }
        let size = lseek(opened, 0, SEEK_END)
        guard size == Self.fileSize else {
            throw .wrongResult(
                operation: "open", subject: file.path, expected: "a file of \(Self.fileSize) bytes",
                found: "one of \(size)")
        }
        self.file = consume file
    }

    /// Descriptors stay out of the checksum: which one is free depends on what the environment has open.
    mutating func run(ops: Int) -> UInt64 {
        guard let path = file?.path else { preconditionFailure("prepare comes before run") }
        if let failure = path.withCString({ Self.failure(ofOpening: $0, ops: ops) }) {
            self.failure = failure
            return 0
        }
        opsDone &+= UInt64(ops)
        return checksum.folding(opsDone).value
    }

    private static func failure(ofOpening path: UnsafePointer<CChar>, ops: Int) -> WorkloadError? {
        for _ in 0..<ops {
            let descriptor = open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor != -1 else { return .system(errno, "open", String(cString: path)) }
            guard close(descriptor) == 0 else { return .system(errno, "close", String(cString: path)) }
        }
        return nil
    }
}
