/// Why a run folder can't be written or read.
public enum ResultsError: Error, Sendable, CustomStringConvertible {
    case exists(path: String)
    case cannotWrite(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    case malformed(path: String, line: Int?, reason: String)
    case unknownSchema(path: String, found: String, expected: String)
    case noBlocks(path: String)

    public var description: String {
        switch self {
        case .exists(let path):
            "\(path) exists already; name another folder with --output, or remove it"
        case .cannotWrite(let path, let reason): "cannot write \(path): \(reason)"
        case .cannotRead(let path, let reason): "cannot read \(path): \(reason)"
        case .malformed(let path, let line, let reason):
            "\(path)\(line.map { ":\($0)" } ?? ""): not what isocost writes: \(reason)"
        case .unknownSchema(let path, let found, let expected):
            "\(path): schema is '\(found)', this version reads '\(expected)'"
        case .noBlocks(let path): "\(path) holds no measured block: the run ended before its first one"
        }
    }
}
