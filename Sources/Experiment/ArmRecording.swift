import Counters
import Isolation

/// What one arm gives in the course of a block.
struct ArmRecording {
    private(set) var elapsed: [Double] = []
    private(set) var shortElapsed: [Double] = []
    private var checksum: UInt64 = 0xcbf2_9ce4_8422_2325
    private var values: [String: [Double]] = [:]
    private var running: [String: Double] = [:]
    private var unavailable: [String: String] = [:]

    /// Folds a slice's checksum in, timed or not (FNV-1a's step, a word at a time).
    mutating func fold(_ sliceChecksum: UInt64) {
        checksum = (checksum ^ sliceChecksum) &* 0x0000_0100_0000_01b3
    }

    mutating func add(seconds: Double) { elapsed.append(seconds) }

    mutating func add(shortSeconds: Double) { shortElapsed.append(shortSeconds) }

    /// One slice's counts, in the order of `counters`.
    mutating func add(_ counts: [CounterValue], of counters: [Counter]) {
        for (count, counter) in zip(counts, counters) {
            let name = counter.metric.name
            switch count.observed {
            case .value(let value): values[name, default: []].append(value)
            case .unavailable(let reason): unavailable[name] = reason
            }
            if count.runningFraction < 1, count.observed.value != nil {
                running[name] = min(running[name] ?? 1, count.runningFraction)
            }
        }
    }

    /// A figure that is measured beside the counters, e.g. `setup`, in its base unit.
    mutating func add(_ value: Double, of metric: String) { values[metric, default: []].append(value) }

    func arm(usage: Block.Usage, evidence: Evidence?) -> Block.Arm {
        // A metric that failed in any slice has no array of one value a slice, so it has none at all.
        let complete = values.filter { unavailable[$0.key] == nil }
        return Block.Arm(
            elapsed: elapsed, shortElapsed: shortElapsed.isEmpty ? nil : shortElapsed,
            checksum: String(checksum, radix: 16), counters: complete,
            countersRunning: running.isEmpty ? nil : running,
            unavailable: unavailable.isEmpty ? nil : unavailable, usage: usage, evidence: evidence)
    }
}

extension Block.Usage {
    init(_ usage: ResourceUsage) {
        self.init(
            userSeconds: usage.userSeconds, systemSeconds: usage.systemSeconds,
            minorFaults: usage.minorFaults, majorFaults: usage.majorFaults)
    }

    static func + (left: Self, right: Self) -> Self {
        Block.Usage(
            userSeconds: left.userSeconds + right.userSeconds,
            systemSeconds: left.systemSeconds + right.systemSeconds,
            minorFaults: left.minorFaults + right.minorFaults,
            majorFaults: left.majorFaults + right.majorFaults)
    }
}
