import Glibc

/// A file of a workload in its scratch directory: closed and removed when its owner goes away.
struct ScratchFile: ~Copyable {
    let descriptor: Int32
    let path: String

    /// Creates `name`, which must not exist yet (man 2 open, O_EXCL).
    /// - Throws: `WorkloadError.system` naming the path.
    init(_ name: String, in scratch: String) throws(WorkloadError) {
        let path = Self.path(name, in: scratch)
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        let code = errno
        guard descriptor != -1 else { throw .system(code, "create", path) }
        // Only now: throwing from an initialised value would run deinit and remove somebody else's file.
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    static func path(_ name: String, in scratch: String) -> String { "\(scratch)/isocost-\(name)" }

    /// - Throws: `WorkloadError.invalidParameter` unless `scratch` is an absolute path.
    static func require(_ scratch: String) throws(WorkloadError) {
        guard scratch.hasPrefix("/") else {
            throw .invalidParameter(
                name: "scratch", value: FlatJSON.quoted(scratch),
                reason: "this workload needs the absolute path of an empty directory")
        }
    }

    /// Writes a whole buffer at an offset (man 2 pwrite).
    /// - Throws: `WorkloadError.system`; a short write is taken up where it stopped, as its cause then shows.
    @inline(__always)
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(WorkloadError) {
        var done = 0
        while done < bytes.count {
            let count = pwrite(descriptor, bytes.baseAddress! + done, bytes.count &- done, offset &+ done)
            let code = errno
            if count > 0 {
                done &+= count
            } else if count == 0 || code != EINTR {
                throw .system(count == 0 ? ENOSPC : code, "write", path)
            }
        }
    }

    /// Fills a whole buffer from an offset (man 2 pread).
    /// - Throws: `WorkloadError.system`, or `wrongResult` if the file ends too early.
    @inline(__always)
    func read(_ bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(WorkloadError) {
        var done = 0
        while done < bytes.count {
            let count = pread(descriptor, bytes.baseAddress! + done, bytes.count &- done, offset &+ done)
            let code = errno
            if count > 0 {
                done &+= count
            } else if count == 0 {
                throw .wrongResult(
                    operation: "read", subject: path, expected: "\(bytes.count) bytes", found: "end of file")
            } else if code != EINTR {
                throw .system(code, "read", path)
            }
        }
    }

    /// Makes the content durable (man 2 fsync).
    @inline(__always)
    func synchronize() throws(WorkloadError) {
        guard fsync(descriptor) == 0 else { throw .system(errno, "fsync", path) }
    }
}
