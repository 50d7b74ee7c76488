import CLinux
import Glibc
import Linux

/// What mechanisms look at of a running child, from outside.
public struct ObservedProcess: Sendable {
    public let pid: pid_t
    public let status: ProcessStatus
    /// As the process sees them, in the order in which they were mounted.
    public let mounts: [MountPoint]

    /// A line of /proc/PID/mountinfo (man 5 proc).
    public struct MountPoint: Sendable, Equatable {
        public var device: String
        public var path: String
        public var options: [String]
        public var type: String
    }

    init(_ pid: pid_t, status: ProcessStatus, mountTable: String) {
        self.pid = pid
        self.status = status
        mounts = mountTable.split(separator: "\n").compactMap(Self.mountPoint)
    }

    private static func mountPoint(_ line: Substring) -> MountPoint? {
        let fields = line.split(separator: " ")
        // Optional fields end with a dash.
        guard let dash = fields.firstIndex(of: "-"), dash > 5, fields.count > dash + 1 else { return nil }
        return MountPoint(
            device: String(fields[2]), path: unescaped(fields[4]),
            options: fields[5].split(separator: ",").map(String.init), type: String(fields[dash + 1]))
    }

    /// Blanks and the like are written as three octal digits.
    private static func unescaped(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "\\"), rest.count >= 3,
                let code = UInt8(String(decoding: rest.prefix(3), as: UTF8.self), radix: 8)
            {
                bytes.append(code)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What is mounted on a path last, which is what a look-up finds.
    public func mount(on path: String) -> MountPoint? { mounts.last { $0.path == path } }

    /// A path of the process as the harness can reach it.
    public func hostPath(_ path: String) -> String { "/proc/\(pid)/root\(path)" }

    public func names(in path: String) -> [String] { Linux.names(in: hostPath(path)) }

    public func exists(_ path: String) -> Bool {
        var facts = stat()
        return lstat(hostPath(path), &facts) == 0
    }

    /// `soft:hard`, as `ResourceLimit.text`.
    func limit(of kind: ResourceLimit.Kind) -> String {
        var (soft, hard) = (UInt64(0), UInt64(0))
        guard isocost_get_limit(pid, Int32(kind.number), &soft, &hard) == 0 else { return "unreadable" }
        return ResourceLimit(kind, soft: soft, hard: hard).text
    }

    /// The environment that exec gave it.
    var variables: [String: String] {
        let text = (try? contents(of: "/proc/\(pid)/environ")) ?? ""
        return text.split(separator: "\0").reduce(into: [:]) { found, entry in
            let name = entry.prefix { $0 != "=" }
            found[String(name)] = String(entry.dropFirst(name.count + 1))
        }
    }

    /// The user map as the harness sees it, a range after the other.
    var userMap: String {
        ((try? contents(of: "/proc/\(pid)/uid_map")) ?? "").split(separator: "\n").map { line in
            line.split(separator: " ").joined(separator: " ")
        }.joined(separator: ", ")
    }

    /// The effective user id as the process sees it.
    var userInside: String {
        let ids = (status["Uid"] ?? "").split(whereSeparator: \.isWhitespace).compactMap { UInt32($0) }
        guard ids.count > 1 else { return "unreadable" }
        let map = (try? contents(of: "/proc/\(pid)/uid_map")) ?? ""
        for line in map.split(separator: "\n") {
            let fields = line.split(separator: " ").compactMap { UInt32($0) }
            guard fields.count == 3 else { continue }
            let range = IdRange(inside: fields[0], outside: fields[1], count: fields[2])
            if range.maps(ids[1]) { return "\(range.inside + (ids[1] - range.outside))" }
        }
        return "not mapped"
    }
}
