import Experiment
import Report
import Results

/// A run between its first block and its report.
struct MeasuredRun {
    private let recorder: RunRecorder

    init(_ recorder: RunRecorder) { self.recorder = recorder }

    /// Measures; what was measured before a failure is kept, and said to be.
    func execute(_ executor: Executor) throws -> Executor.Outcome {
        let line = ProgressLine()
        defer { line.clear() }
        do {
            return try executor.run(
                onBlock: recorder.append, onProgress: line.show,
                onForecast: { forecast in
                    try recorder.keep(forecast)
                    line.say(ForecastText(forecast, precision: recorder.plan.precision).lines)
                },
                onLoss: { loss in
                    line.clear()
                    Console.error(Self.warning(of: loss))
                    try recorder.keep(loss)
                })
        } catch {
            line.clear()
            let kept = recorder.blocks
            let advice =
                kept == 0 ? "" : "\n\(kept) measured blocks are kept: isocost report \(recorder.folder.path)"
            var failure = Failure(error)
            failure.message += advice
            try? recorder.close(interrupted: true)
            recorder.discardIfEmpty()
            throw failure
        }
    }

    /// - Returns: true when a signal ended it.
    func endEmpty(_ outcome: Executor.Outcome) throws -> Bool {
        recorder.discardIfEmpty()
        guard outcome == .interrupted else {
            throw Failure("no block fits into the budget; raise --budget", .failed)
        }
        Console.error("isocost: interrupted before the first block; nothing was measured\n")
        return true
    }

    static func warning(of loss: Executor.Unavailability) -> String {
        let part = loss.workload.map { " of \($0)" } ?? ""
        return "isocost: environment \(loss.environment ?? "") is left out\(part): \(loss.reason)\n"
    }
}
