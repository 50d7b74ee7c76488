import Linux
import RealModule

/// One arm measured to its end, then the other: what a benchmark without interleaving does.
public struct SequentialTrial: Codable, Sendable {
    public var workload: String
    public var injection: String
    /// The time ratio that was injected, to the last op.
    public var truth: Double
    /// The logarithm of the median time of every process, of `bare`.
    public var base: [Double]
    /// The same of the other arm.
    public var new: [Double]
}

extension Executor {
    /// Measures pairs of runs one after the other, on the workloads in turn; after `run`, which finds the
    /// slices' lengths.
    ///
    /// - Parameters:
    ///   - injections: the arms that follow `bare`.
    ///   - processes: of each run.
    ///   - deadline: on `Clock.seconds()`; no pair is begun after it.
    ///   - onProgress: called before each pair with its workload.
    ///   - onTrial: keeps a pair; what it throws ends the runs.
    public func runSequentially(
        injections: [String], processes: Int, deadline: Double, onProgress: (String) -> Void,
        onTrial: (SequentialTrial) throws -> Void
    ) throws {
        while Clock.seconds() < deadline {
            for one in steadySeries {
                for injection in injections where Clock.seconds() < deadline {
                    onProgress(one.name)
                    let base = try logTimes(of: "bare", in: one, processes: processes)
                    let new = try logTimes(of: injection, in: one, processes: processes)
                    try onTrial(
                        SequentialTrial(
                            workload: one.name, injection: injection, truth: one.truth(of: injection),
                            base: base, new: new))
                }
            }
        }
    }

    private func logTimes(
        of arm: String, in series: SteadySeries, processes: Int
    ) throws(ExperimentError) -> [Double] {
        var times: [Double] = []
        for _ in 0..<processes { times.append(Double.log(try series.measureAlone(arm))) }
        return times
    }
}
