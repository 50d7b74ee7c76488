import CLinux
import Glibc
import Linux

/// The events of one process as they are opened, one by one.
struct EventSet {
    /// One read(2), and the places that what it gives has among the counters.
    struct Source {
        let descriptor: Int32
        let format: ReadFormat
        var places: [Int]
    }

    private(set) var sources: [Source] = []
    /// All of them: an event whose descriptor is closed leaves its group.
    private(set) var descriptors: [Int32] = []
    private(set) var failures: [Int: SystemError] = [:]
    /// The group of software events, in `sources`.
    private var group: Int?
    private let start: CounterStart

    init(start: CounterStart) { self.start = start }

    /// Opens an event, in the group if it is one of software.
    ///
    /// Events of the PMU stand alone, as in `perf stat`: the kernel then has them take turns one by
    /// one when there are more than the PMU has counters, where a group that does not fit never counts.
    mutating func open(_ encoding: EventEncoding, at place: Int, on pid: pid_t) {
        do throws(SystemError) {
            if encoding.isSoftware, try openInGroup(encoding, at: place, on: pid) { return }
            let descriptor = try PerfEvent.open(encoding, on: pid, format: .single, start: start)
            descriptors.append(descriptor)
            sources.append(Source(descriptor: descriptor, format: .single, places: [place]))
        } catch {
            failures[place] = error
        }
    }

    /// Starts the group, which can't start as it grows: an event that joins a running leader is off
    /// until its process is scheduled again, and reads as 0 with the leader's full time (Linux 6.18).
    mutating func enable() {
        guard start == .atOnce, let group else { return }
        let leader = sources[group].descriptor
        do throws(SystemError) {
            try retrying("PERF_EVENT_IOC_ENABLE", "perf event \(leader)") {
                isocost_perf_event_enable(leader)
            }
        } catch {
            for place in sources[group].places { failures[place] = error }
            sources.remove(at: group)
        }
    }

    /// - Returns: false where the kernel does not read inherited events as a group (EINVAL).
    private mutating func openInGroup(
        _ encoding: EventEncoding, at place: Int, on pid: pid_t
    ) throws(SystemError) -> Bool {
        let leader = group.map { sources[$0].descriptor }
        do throws(SystemError) {
            let descriptor = try PerfEvent.open(
                encoding, on: pid, format: .group, joining: leader, start: start)
            descriptors.append(descriptor)
            if let group {
                sources[group].places.append(place)
            } else {
                group = sources.count
                sources.append(Source(descriptor: descriptor, format: .group, places: [place]))
            }
            return true
        } catch {
            if error.code == EINVAL { return false }
            throw error
        }
    }
}
