import Foundation
import Linux
import Testing

/// A test's own folder, gone with its owner.
///
/// Below /var/tmp, which is seldom a tmpfs: isocost's files have to be on a disk to be like a user's.
final class TemporaryFolder {
    let path: String

    init() throws {
        var template = Array("/var/tmp/isocost-integration-XXXXXX".utf8CString)
        try #require(mkdtemp(&template) != nil)
        path = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        try #require(chmod(path, 0o755) == 0)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func makeFolder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        return "\(path)/\(name)"
    }

    @discardableResult
    func makeFile(_ name: String, _ text: String, mode: mode_t = 0o644) throws -> String {
        let file = "\(path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: file))
        try #require(chmod(file, mode) == 0)
        return file
    }

    /// The folder and what is in it belongs to `nobody` from now on.
    func giveToNobody() throws {
        try #require(chown(path, Programs.nobody, Programs.nobody) == 0)
        for name in names(in: path) {
            try #require(chown("\(path)/\(name)", Programs.nobody, Programs.nobody) == 0)
        }
    }
}
