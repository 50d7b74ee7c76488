/// One line from the harness to a process of the probe's program.
public enum ProbeRequest: Sendable, Equatable {
    /// Answered by `hello`, as soon as the program is there.
    case hello
    /// Ends the program; so does the end of its input.
    case quit
    /// Outside: `prepare NAME JSON`, answered by `prepared NAME JSON`, or by a result where there is nothing to attempt.
    case prepare(String, Values)
    /// Inside: `probe NAME JSON`, answered by `result NAME VERDICT DETAIL`.
    case probe(String, Values)
    /// Outside: `confirm NAME VERDICT DETAIL`, answered by `result NAME VERDICT DETAIL`.
    case confirm(String, Outcome)

    /// Reads a line without its newline.
    /// - Throws: `ProbeError.malformedRequest` saying what was expected.
    public static func parse(_ line: [UInt8]) throws(ProbeError) -> ProbeRequest {
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        let name = words.count > 1 ? String(decoding: words[1], as: UTF8.self) : ""
        let rest = words.count > 2 ? Array(words[2]) : []
        switch words.first.map({ String(decoding: $0, as: UTF8.self) }) ?? "" {
        case "hello": return .hello
        case "quit": return .quit
        case "prepare": return .prepare(name, try Values(json: rest))
        case "probe": return .probe(name, try Values(json: rest))
        case "confirm": return .confirm(name, try Outcome(parsing: String(decoding: rest, as: UTF8.self)))
        case let other:
            throw .malformedRequest(
                "'\(other)' is no request: hello, prepare, probe, confirm or quit expected")
        }
    }

    /// The line, without a newline, that `parse` reads back.
    public var line: String {
        switch self {
        case .hello: "hello"
        case .quit: "quit"
        case .prepare(let name, let values): "prepare \(name) \(values.json)"
        case .probe(let name, let values): "probe \(name) \(values.json)"
        case .confirm(let name, let outcome): "confirm \(name) \(outcome.line)"
        }
    }
}

extension Outcome {
    /// `VERDICT DETAIL`, or `VERDICT=VALUE DETAIL`, on one line.
    public var line: String {
        let plain = String(String.UnicodeScalarView(detail.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
        return "\(verdict.rawValue)\(value.map { "=\($0)" } ?? "") \(plain)"
    }

    /// - Throws: `ProbeError.malformedRequest` for another text than `line`.
    public init(parsing line: String) throws(ProbeError) {
        let words = line.split(separator: " ", maxSplits: 1)
        let parts = (words.first ?? "").split(separator: "=", maxSplits: 1)
        guard let verdict = parts.first.flatMap({ Verdict(rawValue: String($0)) }) else {
            let known = Verdict.allCases.map(\.rawValue).joined(separator: ", ")
            throw .malformedRequest("'\(line)' begins with no verdict (\(known))")
        }
        self.init(
            verdict, words.count > 1 ? String(words[1]) : "", value: parts.count > 1 ? Int(parts[1]) : nil)
    }
}
