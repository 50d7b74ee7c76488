import Glibc

/// `sys.stat`: stat of one file by absolute path, everything in the kernel's caches.
struct StatSystemCall: Workload, ~Copyable {
    static let name = "sys.stat"
    /// A size that a file has neither by accident nor when empty.
    private static let fileSize = 1234

    static let description = WorkloadDescription(
        StatSystemCall.self, family: .sys,
        op: "one stat of an existing file in the scratch directory by absolute path",
        stresses: "path lookup through mounts and the dentry cache, permission checks, entry to the kernel",
        usesScratch: true, calls: ["openat", "pwrite64", "newfstatat"])

    private let scratch: String
    private var file: ScratchFile?
    private var opsDone: UInt64 = 0
    private var sizes: UInt64 = 0
    private(set) var failure: WorkloadError?
    private let checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        try ScratchFile.require(scratch)
        self.scratch = scratch
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {
        let file = try ScratchFile("stat", in: scratch)
        try PatternedContent.write(to: file, byteCount: Self.fileSize)
        self.file = consume file
    }

    mutating func run(ops: Int) -> UInt64 {
        guard let path = file?.path else { preconditionFailure("prepare comes before run") }
        let sizes = path.withCString { Self.sumOfSizes($0, ops: ops) }
        switch sizes {
        case .success(let sum): self.sizes &+= sum
        case .failure(let error):
            failure = error
            return 0
        }
        opsDone &+= UInt64(ops)
        return checksum.folding(opsDone).folding(self.sizes).value
    }

    private static func sumOfSizes(
        _ path: UnsafePointer<CChar>, ops: Int
    ) -> Result<UInt64, WorkloadError> {
        var status = Glibc.stat()
        var sum: UInt64 = 0
        for _ in 0..<ops {
            guard stat(path, &status) == 0 else {
                return .failure(.system(errno, "stat", String(cString: path)))
            }
            sum &+= UInt64(bitPattern: Int64(status.st_size)) ^ UInt64(status.st_nlink)
        }
        return .success(sum)
    }
}
