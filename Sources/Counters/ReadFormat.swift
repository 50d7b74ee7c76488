import CPFM

/// One counter's words from the kernel, all since it was opened.
struct CounterCount: Sendable, Equatable {
    /// In the event's own unit, not scaled for multiplexing.
    var value: UInt64
    /// Nanoseconds that the process ran while the counter was on.
    var enabled: UInt64
    /// Nanoseconds of those that the event was on the PMU.
    var running: UInt64
}

/// What read(2) on a perf event gives, in 64-bit words (man 2 perf_event_open, Reading results).
enum ReadFormat: Sendable {
    /// value, time enabled, time running.
    case single
    /// number of events, time enabled, time running, then one value for each event in the order of opening.
    case group

    var flags: UInt64 {
        let times = PERF_FORMAT_TOTAL_TIME_ENABLED.rawValue | PERF_FORMAT_TOTAL_TIME_RUNNING.rawValue
        return switch self {
        case .single: UInt64(times)
        case .group: UInt64(times | PERF_FORMAT_GROUP.rawValue)
        }
    }

    /// Words to read for a number of events.
    func words(members: Int) -> Int { self == .single ? 3 : 3 + members }

    /// - Throws: `CountersError.malformed` when the words are not those of `members` events.
    func counts(in words: [UInt64], members: Int) throws(CountersError) -> [CounterCount] {
        guard words.count == self.words(members: members) else {
            throw .malformed("\(words.count) words where \(self.words(members: members)) were due")
        }
        switch self {
        case .single:
            return [CounterCount(value: words[0], enabled: words[1], running: words[2])]
        case .group:
            guard words[0] == members else { throw .malformed("\(words[0]) events in a group of \(members)") }
            return words[3...].map { CounterCount(value: $0, enabled: words[1], running: words[2]) }
        }
    }
}
