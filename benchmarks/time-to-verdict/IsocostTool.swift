import FoundationEssentials
import Glibc
import Linux

/// isocost, whose environments differ in one variable of the program.
struct IsocostTool: Tool {
    let name = "isocost"
    let efforts = Self.budgets.map { "--budget \($0)" }
    private static let budgets = ["1s", "1500ms", "2s", "4s"]
    private let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private struct Output: Decodable {
        var comparisons: [Comparison]
        struct Comparison: Decodable {
            var environment: String
            var verdict: String
            var pValue: Double
        }
    }

    func ask(effort: Int, differ: Bool) throws -> Answer {
        let (file, run) = ("\(bench.folder)/other.yaml", "\(bench.folder)/run")
        let amount = differ ? Bench.amount.more : Bench.amount.base
        try FileDescriptor(open: file, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o644).write(
            Array("name: other\nvariables: {SPIN: \"\(amount)\"}\n".utf8))
        removeTree(run)
        let seconds = try bench.run([
            bench.request.isocost, "run", "--env", file, "--budget", Self.budgets[effort], "--precision",
            "0.01%",
            "--output", run, "--format", "json", "--", bench.request.spin,
        ])
        let output = try JSONDecoder().decode(
            Output.self, from: Data(contents(of: "\(run)/report.json").utf8))
        guard let found = output.comparisons.first(where: { $0.environment == "other" }) else {
            // Too few blocks for an interval: no verdict is one of its answers.
            return Answer(seconds: seconds, finds: false, isSlower: false, pValue: 1)
        }
        return Answer(
            seconds: seconds, finds: ["slower", "faster"].contains(found.verdict),
            isSlower: found.verdict == "slower", pValue: found.pValue)
    }
}
