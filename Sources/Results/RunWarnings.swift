import Experiment
import Statistics

/// What a reader has to know of a whole run.
enum RunWarnings {
    /// - Parameter comparisons: what the run has found, to be held against the precision that was asked.
    static func of(
        _ record: RunRecord, blocks: [Block], cutOff: Bool, comparisons: [ResultDocument.Comparison]
    ) -> [Warning] {
        [
            unfinished(record), cutOff ? tornLine : nil, lost(record, blocks), leftOut(record.plan, blocks),
            steal(blocks),
            multiplexed(blocks), PrecisionShortfall(record, blocks: blocks, comparisons: comparisons).warning,
        ].compactMap { $0 }
    }

    private static func unfinished(_ record: RunRecord) -> Warning? {
        guard let ending = record.ending else {
            return Warning(
                code: "killed",
                message: "The run did not end by itself: it was killed, or is still going on.",
                advice: "What was measured until then is judged; run it again for the rest.")
        }
        guard ending.interrupted else { return nil }
        return Warning(
            code: "interrupted", message: "The run was interrupted before it was as precise as asked.",
            advice: "What was measured until then is judged; run it again for the rest.")
    }

    private static let tornLine = Warning(
        code: "torn-line", message: "The last line of blocks.ndjson was cut off and is left out.",
        advice: "Nothing to do: every block before it is whole.")

    /// Environments that were there in the first blocks and could not be launched any more, or not do a workload.
    private static func lost(_ record: RunRecord, _ blocks: [Block]) -> Warning? {
        let partial = record.unavailable.filter { entry in
            guard let environment = entry.environment, entry.metric == Block.timeMetric else { return false }
            return blocks.contains {
                $0.arms[environment] != nil && (entry.workload == nil || entry.workload == $0.workload)
            }
        }
        guard !partial.isEmpty else { return nil }
        let places = partial.map {
            [$0.workload, $0.environment].compactMap { $0 }.joined(separator: " in ")
        }
        return Warning(
            code: "environment-lost",
            message: "Lost before the run ended: \(places.joined(separator: ", ")).",
            advice: "Their figures are those of the blocks before; what was not measured has the reason.")
    }

    private static func leftOut(_ plan: Plan, _ blocks: [Block]) -> Warning? {
        guard let rule = plan.exclusion else { return nil }
        let causes = blocks.compactMap { rule.cause(of: $0.host) }
        guard !causes.isEmpty else { return nil }
        let counts = ExclusionRule.Cause.allCases.compactMap { cause -> String? in
            let count = causes.count { $0 == cause }
            guard count > 0, let limit = rule.limits[cause] else { return nil }
            let beyond = cause.isShare ? "\((limit * 1000).rounded() / 10) %" : "\(Int(limit))"
            return "\(count) for \(cause.rawValue) beyond \(beyond)"
        }
        return Warning(
            code: "blocks-left-out",
            message:
                "\(causes.count) of \(blocks.count) blocks are left out by the rule that the run declared: "
                + counts.joined(separator: ", ") + ".",
            advice: "The figures of all blocks stand beside the others; --exclude none leaves out no block.")
    }

    /// Time that the hypervisor took away. A block that loses a hundredth of itself is no longer quiet.
    private static func steal(_ blocks: [Block]) -> Warning? {
        let stolen = blocks.reduce(0) { $0 + ($1.host.stealSeconds ?? 0) }
        let total = blocks.reduce(0) { $0 + $1.host.durationSeconds }
        guard total > 0, stolen / total > 0.01 else { return nil }
        let percent = (stolen / total * 1000).rounded() / 10
        return Warning(
            code: "steal", message: "The hypervisor took \(percent) % of the measured CPU's time for others.",
            advice: "Measure on a host that is not shared, or give the run a larger budget.")
    }

    private static func multiplexed(_ blocks: [Block]) -> Warning? {
        var smallest: [String: Double] = [:]
        for arm in blocks.flatMap(\.arms.values) {
            for (metric, part) in arm.countersRunning ?? [:] {
                smallest[metric] = min(smallest[metric] ?? 1, part)
            }
        }
        guard !smallest.isEmpty else { return nil }
        let list = smallest.sorted { $0.key < $1.key }.map {
            "\($0.key) \(Int(($0.value * 100).rounded())) %"
        }
        return Warning(
            code: "multiplexed",
            message: "Counters had to take turns; counted at least for this part of a slice and scaled up: "
                + list.joined(separator: ", ") + ".",
            advice: "Ask for fewer events at once.")
    }
}
