import CPFM
import Testing

@testable import Counters

struct MetricCatalogTests {
    @Test func namesAreUnique() {
        #expect(Set(MetricCatalog.metrics.map(\.name)).count == MetricCatalog.metrics.count)
    }

    /// libpfm4's generic perf events are there on every CPU, with or without a PMU.
    @Test(arguments: MetricCatalog.metrics)
    func everyMetricResolvesToItsUnit(metric: Metric) throws {
        #expect(try EventResolver().resolve(metric).encoding.unit == metric.unit)
    }

    /// enum perf_hw_id and perf_hw_cache_id of <linux/perf_event.h>; user and kernel by exclusion.
    @Test(arguments: [
        ("cycles", 0, 0), ("instructions", 0, 1), ("branch-misses", 0, 5), ("cache-misses", 0, 3),
        ("dTLB-load-misses", 3, 0x10003),
    ])
    func hardwareMetricsAreGenericAndSplit(name: String, type: UInt32, config: UInt64) throws {
        for (mode, excludesUser) in [("u", false), ("k", true)] {
            let metric = try #require(MetricCatalog.metrics.first { $0.name == "\(name):\(mode)" })
            let attributes = try EventResolver().resolve(metric).encoding.attributes
            #expect(attributes.type == type)
            #expect(attributes.config == config)
            #expect((attributes.exclude_user != 0) == excludesUser)
            #expect((attributes.exclude_kernel != 0) == !excludesUser)
        }
    }
}
