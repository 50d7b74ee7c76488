import FoundationEssentials
import Glibc

/// Foundation's errors in one plain line.
enum PlainReason {
    static func of(_ error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            return "'\(key.stringValue)' is missing\(place(context))"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            return "\(context.debugDescription)\(place(context))"
        case let error as CocoaError:
            if let posix = error.underlying as? POSIXError {
                return String(cString: strerror(posix.code.rawValue))
            }
            return reason(of: error.code)
        default: return "\(error)"
        }
    }

    private static func place(_ context: DecodingError.Context) -> String {
        let path = context.codingPath.map(\.stringValue).joined(separator: ".")
        return path.isEmpty ? "" : " (in \(path))"
    }

    private static func reason(of code: CocoaError.Code) -> String {
        switch code {
        case .fileReadNoSuchFile, .fileNoSuchFile: "no such file or folder"
        case .fileReadNoPermission, .fileWriteNoPermission: "permission denied"
        case .fileWriteOutOfSpace: "no space left on device"
        case .fileWriteVolumeReadOnly: "the file system is read-only"
        default: "error \(code.rawValue)"
        }
    }
}
