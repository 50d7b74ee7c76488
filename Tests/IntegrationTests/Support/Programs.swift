import Foundation
import Linux
import Testing

/// The programs under test, in the folder that ISOCOST_BIN names; .build/release of the package otherwise.
enum Programs {
    static let package: String = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static let folder: String =
        ProcessInfo.processInfo.environment["ISOCOST_BIN"].map { URL(filePath: $0).path }
        ?? "\(package)/.build/release"

    static var isocost: String { "\(folder)/isocost" }
    static var worker: String { "\(folder)/isocost-worker" }
    static var probe: String { "\(folder)/isocost-probe" }

    static var areBuilt: Bool {
        [isocost, worker, probe].allSatisfy { (path: String) in access(path, X_OK) == 0 }
    }

    static let searchPath =
        ProcessInfo.processInfo.environment["PATH"]
        ?? "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

    /// An ordinary user's number: `nobody` in most systems, a stranger everywhere.
    static let nobody: uid_t = 65534

    /// Copies of all programs where `nobody` can reach them: a checkout often lies in a private folder.
    static func copied(into folder: TemporaryFolder) throws -> String {
        let target = try folder.makeFolder("bin")
        for program in ["isocost", "isocost-worker", "isocost-probe"] {
            try FileManager.default.copyItem(
                atPath: "\(Programs.folder)/\(program)", toPath: "\(target)/\(program)")
        }
        return target
    }
}
