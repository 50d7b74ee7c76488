import Glibc
import Linux

/// The one static worker that every arm runs, open as one descriptor.
public struct WorkerBinary: ~Copyable {
    public let path: String
    let descriptor: FileDescriptor

    /// Opens ISOCOST_WORKER if set; else the worker beside this program, or in ../libexec/isocost.
    /// - Throws: `ExperimentError.workerMissing` with the paths that were tried.
    public static func locate() throws(ExperimentError) -> WorkerBinary {
        let places = candidates()
        for path in places where access(path, X_OK) == 0 {
            do throws(SystemError) {
                return WorkerBinary(path: path, descriptor: try FileDescriptor(open: path, O_RDONLY))
            } catch { continue }
        }
        throw .workerMissing(tried: places)
    }

    private static func candidates() -> [String] {
        if let named = getenv("ISOCOST_WORKER") { return [String(cString: named)] }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &buffer, Int(PATH_MAX))
        guard length > 0 else { return ["isocost-worker"] }
        let program = String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
        let folder = program.split(separator: "/", omittingEmptySubsequences: false).dropLast()
            .joined(separator: "/")
        return ["\(folder)/isocost-worker", "\(folder)/../libexec/isocost/isocost-worker"]
    }
}
