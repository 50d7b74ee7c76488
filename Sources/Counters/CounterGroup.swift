import Glibc
import Linux

/// The counters of one process and of all it forks, open until their owner goes away.
///
/// They count from the moment of opening; what a slice costs is the difference of two readings. The
/// caller opens them on a child that is held before exec, so that nothing inside can see or stop them.
public struct CounterGroup: ~Copyable {
    /// In the order of every reading and difference.
    public let counters: [Counter]
    /// Those of `counters` that did not open on this process; their values carry the same reason.
    public let unavailable: [UnavailableMetric]

    private let events: EventSet
    private let slots: [CounterReading.Slot]

    /// Opens every counter on a process, 0 being the calling thread.
    public init(_ counters: [Counter], pid: pid_t, start: CounterStart = .atOnce) {
        var events = EventSet(start: start)
        for (place, counter) in counters.enumerated() { events.open(counter.encoding, at: place, on: pid) }
        events.enable()
        let slots = counters.indices.map { place in
            CounterReading.Slot(
                countsPerUnit: counters[place].countsPerUnit,
                reason: events.failures[place].map { OpenFailure($0, of: counters[place].encoding).reason })
        }
        self.counters = counters
        self.events = events
        self.slots = slots
        unavailable = zip(counters, slots).compactMap { counter, slot in
            slot.reason.map { UnavailableMetric(metric: counter.metric, reason: $0) }
        }
    }

    /// Counters of a process that can't be counted; every value carries the reason.
    public init(_ counters: [Counter], unavailable reason: String) {
        self.counters = counters
        events = EventSet(start: .atOnce)
        slots = counters.map { CounterReading.Slot(countsPerUnit: $0.countsPerUnit, reason: reason) }
        unavailable = counters.map { UnavailableMetric(metric: $0.metric, reason: reason) }
    }

    deinit { for descriptor in events.descriptors { close(descriptor) } }

    /// How many system calls a reading takes: one for all events of software, one for each of the PMU's.
    var reads: Int { events.sources.count }

    /// Reads every counter; takes some microseconds.
    /// - Throws: `CountersError.unreadable` or `.malformed`.
    public func read() throws(CountersError) -> CounterReading {
        var counts = [CounterCount?](repeating: nil, count: counters.count)
        for source in events.sources {
            let members = source.places.count
            let words = try Self.words(source.descriptor, count: source.format.words(members: members))
            for (place, count) in zip(source.places, try source.format.counts(in: words, members: members)) {
                counts[place] = count
            }
        }
        return CounterReading(counts: counts, slots: slots)
    }

    /// What was counted since the start, in the order of `counters`: of a process that has ended, all.
    /// - Throws: as `read()`.
    public func total() throws(CountersError) -> [CounterValue] {
        let now = try read()
        return CounterReading.difference(now, now.start)
    }

    private static func words(_ descriptor: Int32, count: Int) throws(CountersError) -> [UInt64] {
        var failure: SystemError?
        let words = [UInt64](unsafeUninitializedCapacity: count) { buffer, initialized in
            do throws(SystemError) {
                let bytes = try retrying("read", "perf event \(descriptor)") {
                    Glibc.read(descriptor, buffer.baseAddress, count * MemoryLayout<UInt64>.stride)
                }
                initialized = bytes / MemoryLayout<UInt64>.stride
            } catch {
                failure = error
            }
        }
        if let failure { throw .unreadable(failure) }
        return words
    }
}
