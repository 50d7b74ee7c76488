import CLinux
import Glibc
import Isolation
import Linux

/// Where a command reads and writes: nothing to read; its output is discarded, or kept in files.
///
/// Standard error always goes to memory first, so that a failing command can be quoted.
final class CommandStreams {
    private let nothing: FileDescriptor
    private let errors: FileDescriptor
    private let folder: String?
    private let name: String
    private var output: FileDescriptor

    /// - Parameter folder: where output is kept, one file an arm; nil to discard it.
    init(keepIn folder: String?, name: String) throws(ExperimentError) {
        self.folder = folder
        self.name = name
        nothing = try system { () throws(SystemError) in try FileDescriptor(open: "/dev/null", O_RDWR) }
        output = try system { () throws(SystemError) in try FileDescriptor(open: "/dev/null", O_RDWR) }
        errors = try system { () throws(SystemError) in
            FileDescriptor(
                owning: try retrying("memfd_create", "standard error") { isocost_memory_file("stderr") })
        }
    }

    var descriptors: StandardStreams {
        StandardStreams(input: nothing.rawValue, output: output.rawValue, error: errors.rawValue)
    }

    /// Forgets the last launch's standard error and turns to this arm's file.
    func rewind(arm: String) throws(SystemError) {
        ftruncate(errors.rawValue, 0)
        lseek(errors.rawValue, 0, SEEK_SET)
        guard let folder else { return }
        output = try FileDescriptor(
            open: "\(folder)/\(fileName(arm)).out", O_WRONLY | O_CREAT | O_APPEND, mode: 0o644)
    }

    /// The last lines of what the last launch wrote to standard error.
    func standardError() -> String {
        let limit = 2000
        let size = lseek(errors.rawValue, 0, SEEK_END)
        lseek(errors.rawValue, max(0, size - limit), SEEK_SET)
        let bytes = (try? errors.read(upTo: limit)) ?? []
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").suffix(10).joined(
            separator: "\n")
    }

    private func fileName(_ arm: String) -> String {
        // Shorter than any file system's limit, whatever letters are in it.
        let plain = name.prefix(100).map {
            $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_"
        }
        return "\(String(plain)).\(arm)"
    }
}
