// analysis-cost: how long the statistics take on a large run, next to what they may take. Measures no
// environment; needs no root. benchmarks/analysis-cost.sh builds and runs it.
import Experiment
import Glibc
import Linux
import Results
import Statistics

/// One figure and its limit.
struct Figure {
    let what: String
    let seconds: Double
    let limit: Double

    var line: String {
        let verdict = seconds <= limit ? "PASS" : "FAIL"
        return "\(verdict)  \(what): \(hundredths(seconds)) s, at most \(hundredths(limit)) s"
    }

    private func hundredths(_ seconds: Double) -> String { "\((seconds * 100).rounded() / 100)" }
}

/// The median of five: one figure is at the mercy of what else runs.
func figure(_ what: String, limit: Double, of work: () throws -> Void) rethrows -> Figure {
    var times: [Double] = []
    for _ in 0..<5 {
        let started = Clock.seconds()
        try work()
        times.append(Clock.seconds() - started)
    }
    return Figure(what: what, seconds: median(times) ?? 0, limit: limit)
}

let values = SyntheticRun.blockValues(1_000)
let run = try SyntheticRun(arms: 5, rounds: 40, blocks: 5_000)
let figures = [
    figure("10,000 BCa resamples of the mean of 1,000 blocks", limit: 1) {
        precondition(Bootstrap(meanOf: values, seed: 1)?.bcaInterval(confidence: 0.95) != nil)
    },
    figure("10,000 BCa resamples of the median of 1,000 blocks", limit: 1) {
        precondition(Bootstrap(medianOf: values, seed: 1)?.bcaInterval(confidence: 0.95) != nil)
    },
    figure("analysis of \(run.slices) slices", limit: 1) {
        precondition(!Analysis(run.record, blocks: run.blocks).document().comparisons.isEmpty)
    },
]
for figure in figures { print(figure.line) }
exit(figures.allSatisfy { $0.seconds <= $0.limit } ? 0 : 1)
