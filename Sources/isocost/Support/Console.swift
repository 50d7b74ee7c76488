import CLinux
import Glibc
import Linux
import Report

/// Standard output and standard error, and what they can show.
enum Console {
    /// Opens what of descriptors 0, 1 and 2 isocost was started without, before another file gets the number.
    static func completeStandardStreams() {
        while true {
            let descriptor = open("/dev/null", O_RDWR)
            guard (0...STDERR_FILENO).contains(descriptor) else {
                close(descriptor)
                return
            }
        }
    }

    /// Ends isocost when a report can't be written; a reader that has gone away, as `head` does, is no failure.
    static func output(_ text: String) {
        guard let code = write(text, to: STDOUT_FILENO), code != EPIPE else { return }
        error("isocost: cannot write to standard output: \(String(cString: strerror(code)))\n")
        exit(ExitStatus.failed.rawValue)
    }

    static func error(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    /// A report, to a file or to standard output.
    static func deliver(_ text: String, to path: String?) throws {
        guard let path else { return output(text) }
        do throws(SystemError) {
            try FileDescriptor(open: path, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644).write(Array(text.utf8))
        } catch {
            throw Failure("cannot write \(path): \(String(cString: strerror(error.code)))", .failed)
        }
    }

    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Colour and width of a report on standard output. NO_COLOR: https://no-color.org
    static func renderOptions(runPath: String?) -> RenderOptions {
        guard isTerminal(STDOUT_FILENO) else { return RenderOptions(runPath: runPath) }
        let refused = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
        return RenderOptions(colour: !refused, width: width(of: STDOUT_FILENO), runPath: runPath)
    }

    /// Columns of a terminal; nil when it does not tell.
    static func width(of descriptor: Int32) -> Int? {
        let columns = Int(isocost_terminal_columns(descriptor))
        return columns > 0 ? columns : nil
    }

    /// - Returns: errno when not all was written.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            let code = errno
            if count > 0 { rest = rest.dropFirst(count) } else if count < 0, code != EINTR { return code }
        }
        return nil
    }
}
