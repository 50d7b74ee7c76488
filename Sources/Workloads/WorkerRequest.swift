/// One line from the harness to the worker: `prepare NAME JSON`, `run OPS [LEAD]` or `quit`.
public enum WorkerRequest: Sendable, Equatable {
    /// `given` holds the members of the JSON object but for `scratch`; `scratch` is empty if absent.
    case prepare(name: String, scratch: String, given: [String: ParameterValue])
    /// `lead` operations untimed, then `ops` timed.
    case run(ops: Int, lead: Int)
    case quit

    /// Operations that one `run` may ask for.
    public static let opsRange = 1...1_000_000_000_000

    /// Reads a line without its newline; nil for a blank one.
    /// - Throws: `WorkloadError.malformedRequest` saying what was expected.
    public static func parse(_ line: [UInt8]) throws(WorkloadError) -> WorkerRequest? {
        let trimmed = line.drop(while: isSpace)
        guard !trimmed.isEmpty else { return nil }
        let command = trimmed.prefix { !isSpace($0) }
        let rest = trimmed.dropFirst(command.count).drop(while: isSpace)
        switch String(decoding: command, as: UTF8.self) {
        case "run": return try run(rest)
        case "prepare": return try prepare(rest)
        case "quit":
            guard rest.isEmpty else { throw .malformedRequest("quit takes nothing") }
            return .quit
        case let other:
            throw .malformedRequest(
                "'\(other)' is no command: prepare NAME JSON, run OPS [LEAD] or quit expected")
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private static func run(_ text: ArraySlice<UInt8>) throws(WorkloadError) -> WorkerRequest {
        let numbers = text.split(whereSeparator: isSpace).map(number)
        guard (1...2).contains(numbers.count), let ops = numbers[0], ops > 0,
            let lead = numbers.count == 1 ? 0 : numbers[1]
        else {
            throw .malformedRequest(
                "run takes a whole number from 1 to \(opsRange.upperBound), and may take a second one")
        }
        return .run(ops: ops, lead: lead)
    }

    /// Nil for what is no number, or a larger one than the greatest.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for byte in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            guard value <= opsRange.upperBound else { return nil }
        }
        return value
    }

    private static func prepare(_ text: ArraySlice<UInt8>) throws(WorkloadError) -> WorkerRequest {
        let name = text.prefix { !isSpace($0) }
        guard !name.isEmpty else {
            throw .malformedRequest("prepare takes the name of a workload, then a JSON object of parameters")
        }
        let json = text.dropFirst(name.count).drop(while: isSpace)
        var given = json.isEmpty ? [:] : try FlatJSON.parse(Array(json))
        let scratch = try scratch(given.removeValue(forKey: "scratch"))
        return .prepare(name: String(decoding: name, as: UTF8.self), scratch: scratch, given: given)
    }

    private static func scratch(_ given: ParameterValue?) throws(WorkloadError) -> String {
        switch given {
        case nil: return ""
        case .text(let path) where path.hasPrefix("/") && !path.utf8.contains(0): return path
        case .some(let other):
            throw .invalidParameter(
                name: "scratch", value: other.description, reason: "it is an absolute path, as a string")
        }
    }
}

extension WorkerRequest: CustomStringConvertible {
    /// The line, without a newline, that `parse` reads back.
    public var description: String {
        switch self {
        case .run(let ops, let lead): return lead == 0 ? "run \(ops)" : "run \(ops) \(lead)"
        case .quit: return "quit"
        case .prepare(let name, let scratch, var given):
            if !scratch.isEmpty { given["scratch"] = .text(scratch) }
            let members = given.sorted { $0.key < $1.key }
                .map { "\(FlatJSON.quoted($0.key)):\($0.value)" }
            return "prepare \(name) {\(members.joined(separator: ","))}"
        }
    }
}
