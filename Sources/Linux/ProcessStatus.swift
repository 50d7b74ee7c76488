/// The fields of `/proc/PID/status` (man 5 proc), by the names the kernel gives them.
public struct ProcessStatus: Sendable {
    private let fields: [Substring: Substring]

    public init(parsing text: String) {
        var fields: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            fields[line[..<colon]] = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        }
        self.fields = fields
    }

    /// - Throws: `SystemError` when the process is gone.
    public init(of pid: Int32) throws(SystemError) {
        self.init(parsing: try contents(of: "/proc/\(pid)/status"))
    }

    /// The text of a field, e.g. `status["CapEff"]`; nil where this kernel has no such field.
    public subscript(name: String) -> String? { fields[Substring(name)].map(String.init) }
}
