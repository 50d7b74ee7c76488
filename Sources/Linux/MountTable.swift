/// The mounts that this process sees.
public enum MountTable {
    /// One line of /proc/PID/mountinfo (man 5 proc).
    public struct Mount: Sendable, Equatable {
        /// Where it is, seen from the root of the process.
        public var path: String
        public var type: String
        public var source: String
    }

    /// In the order in which they were mounted; empty without /proc.
    public static var ofThisProcess: [Mount] {
        parse((try? contents(of: "/proc/self/mountinfo")) ?? "")
    }

    static func parse(_ text: String) -> [Mount] {
        text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash > 4, fields.count > dash + 2 else { return nil }
            return Mount(
                path: unescaped(fields[4]), type: String(fields[dash + 1]),
                source: unescaped(fields[dash + 2]))
        }
    }

    /// Blanks, tabs, line ends and backslashes are written as `\` and three octal digits.
    private static func unescaped(_ field: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(field.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            guard byte == UInt8(ascii: "\\"), digits.count == 3,
                let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
            else {
                bytes.append(byte)
                continue
            }
            bytes.append(code)
            rest = rest.dropFirst(3)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
