import Glibc
import Linux

/// Which metrics this host and this user can count.
public struct CounterProbe: Sendable {
    /// To be opened in every block, in the order asked for.
    public private(set) var available: [Counter] = []
    public private(set) var unavailable: [UnavailableMetric] = []
}

extension CounterGroup {
    /// Opens every metric on the calling process, once a host.
    ///
    /// A user who may not count in the kernel gets `page-faults:u` in place of `page-faults`, which is
    /// then unavailable with the reason: one name never means two things.
    ///
    /// A name that comes twice is probed once.
    public static func probe(_ metrics: [Metric], resolver: EventResolver = EventResolver()) -> CounterProbe {
        var probe = CounterProbe()
        var seen: Set<String> = []
        for metric in metrics where seen.insert(metric.name).inserted {
            do throws(CountersError) {
                probe.add(try resolver.resolve(metric))
            } catch {
                probe.reject(metric, error.reason)
            }
        }
        return probe
    }
}

extension CounterProbe {
    fileprivate mutating func add(_ counter: Counter) {
        guard case .failure(let error) = PerfEvent.canOpen(counter.encoding) else {
            return accept(counter)
        }
        let failure = OpenFailure(error, of: counter.encoding)
        guard failure.isRefusal, let userOnly = counter.userOnly,
            case .success = PerfEvent.canOpen(userOnly.encoding)
        else { return reject(counter.metric, failure.reason) }
        if userOnly.metric.name != counter.metric.name {
            reject(counter.metric, "\(failure.reason); \(userOnly.metric.name) is counted instead")
        }
        accept(userOnly)
    }

    /// `page-faults:u` may be there already, asked for by name.
    private mutating func accept(_ counter: Counter) {
        if !available.contains(where: { $0.metric.name == counter.metric.name }) { available.append(counter) }
    }

    fileprivate mutating func reject(_ metric: Metric, _ reason: String) {
        unavailable.append(UnavailableMetric(metric: metric, reason: reason))
    }
}
