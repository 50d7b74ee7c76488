import FoundationEssentials
import Linux
import Statistics

/// hyperfine, then Welch's t-test on its times: all runs of one program, then all of the other.
struct HyperfineTool: Tool {
    let name = "hyperfine + Welch"
    let efforts = Self.runs.map { "\($0) runs" }
    private static let runs = [10, 40, 160, 640, 1280]
    private let bench: Bench

    init(_ bench: Bench) { self.bench = bench }

    private struct Output: Decodable {
        var results: [Times]
        struct Times: Decodable { var times: [Double] }
    }

    func ask(effort: Int, differ: Bool) throws -> Answer {
        let path = "\(bench.folder)/hyperfine.json"
        let (base, more) = Bench.amount
        let commands = [base, differ ? more : base].map { "/usr/bin/env SPIN=\($0) \(bench.request.spin)" }
        let seconds = try bench.run(
            [
                bench.request.hyperfine, "--shell=none", "--warmup", "3", "--style", "none", "--runs",
                "\(Self.runs[effort])", "--export-json", path,
            ] + commands, on: CPUSet([bench.cpus.worker]))
        let output = try JSONDecoder().decode(Output.self, from: Data(contents(of: path).utf8))
        guard output.results.count == 2 else { throw VerdictError.unreadable(name, "two results") }
        let test = try WelchTest(base: output.results[0].times, new: output.results[1].times)
        return Answer(
            seconds: seconds, finds: test.pValue <= 0.05, isSlower: test.interval.center > 0,
            pValue: test.pValue)
    }
}
