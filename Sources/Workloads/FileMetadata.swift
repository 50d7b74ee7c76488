import Glibc

/// `io.metadata`: the life of an empty file: create, stat, rename, unlink.
struct FileMetadata: Workload, ~Copyable {
    static let name = "io.metadata"

    static let description = WorkloadDescription(
        FileMetadata.self, family: .io,
        op: "create, close, stat, rename and unlink of one empty file, by absolute path",
        stresses: "path lookup, directory and inode updates and the journal's bookkeeping in memory",
        usesScratch: true, calls: ["openat", "close", "newfstatat", .rename, .unlink])

    private let first: String
    private let second: String
    private(set) var failure: WorkloadError?
    private var checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        try ScratchFile.require(scratch)
        first = ScratchFile.path("metadata", in: scratch)
        second = ScratchFile.path("renamed", in: scratch)
        checksum = Checksum(of: Self.name, parameters)
    }

    /// Lets one file live once: a scratch directory that does not allow it is found out before the run.
    mutating func prepare() throws(WorkloadError) {
        var unused = checksum
        try Self.live(first, second, &unused)
    }

    mutating func run(ops: Int) -> UInt64 {
        var checksum = checksum
        let failure = first.withCString { first in
            second.withCString { second in
                Self.repeatedly(ops, first, second, &checksum)
            }
        }
        if let failure {
            self.failure = failure
            return 0
        }
        self.checksum = checksum
        return checksum.value
    }

    private static func repeatedly(
        _ ops: Int, _ first: UnsafePointer<CChar>, _ second: UnsafePointer<CChar>, _ checksum: inout Checksum
    ) -> WorkloadError? {
        do throws(WorkloadError) {
            for _ in 0..<ops { try live(first, second, &checksum) }
            return nil
        } catch {
            // What a failed op left would make the next one fail with another error.
            unlink(first)
            unlink(second)
            return error
        }
    }

    private static func live(
        _ first: UnsafePointer<CChar>, _ second: UnsafePointer<CChar>, _ checksum: inout Checksum
    ) throws(WorkloadError) {
        let descriptor = open(first, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor != -1 else { throw .system(errno, "create", String(cString: first)) }
        guard close(descriptor) == 0 else { throw .system(errno, "close", String(cString: first)) }
        var status = Glibc.stat()
        guard stat(first, &status) == 0 else { throw .system(errno, "stat", String(cString: first)) }
        guard rename(first, second) == 0 else { throw .system(errno, "rename", String(cString: first)) }
        guard unlink(second) == 0 else { throw .system(errno, "unlink", String(cString: second)) }
        checksum.fold(UInt64(bitPattern: Int64(status.st_size)))
        checksum.fold(UInt64(status.st_nlink) &<< 32 | UInt64(status.st_mode & S_IFMT))
    }
}
