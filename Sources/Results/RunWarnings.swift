import Experiment
import Statistics

/// What a reader has to know of a whole run.
enum RunWarnings {
    static func of(_ record: RunRecord, blocks: [Block], cutOff: Bool) -> [Warning] {
        [unfinished(record), cutOff ? tornLine : nil, steal(blocks), multiplexed(blocks)].compactMap { $0 }
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
