import Statistics

@testable import Experiment
@testable import Results

/// Attributions to render: built from effects, so that every figure in a golden file can be traced.
enum AttributionFixture {
    private typealias Effect = AttributionBuilder.Effect
    private typealias Pair = AttributionBuilder.Pair

    static func factor(
        _ name: String, _ mechanism: String?, isInTarget: Bool = true, knownCost: Double? = nil
    ) -> AttributionDocument.Factor {
        .init(
            name: name, summary: "the mechanism \(name)", setting: nil, mechanism: mechanism,
            requirements: [],
            alternatives: [], isInTarget: isInTarget, knownCost: knownCost)
    }

    static let factors = [
        factor("overlay", "overlay"), factor("veth", "veth"), factor("readOnlyPaths", "readOnlyPaths"),
        factor("capabilities", "capabilities"), factor("seccomp", "seccomp"),
        factor("seccomp=allow-all", "seccomp", isInTarget: false), factor("nothing", nil, isInTarget: false),
    ]

    private static let design = AttributionDocument.Design(
        kind: "Plackett-Burman, folded over",
        arms: ["bare", "bare'", "container", "mix-01", "mix-02"].map { .init(name: $0, factors: []) },
        impossible: 3,
        failed: [.init(factors: ["veth", "capabilities"], reason: "ip link gave EPERM")],
        dropped: [.init(mechanism: "cpuset", reason: "no cgroup v2 controller cpuset")], interactions: [])

    /// Of every kind of effect one: large, beyond a doubling, negative, too small, inside the noise, not known.
    static var rich: AttributionDocument {
        var builder = AttributionBuilder(target: "container", factors: factors, design: design)
        let none = Effect(0.0002, 0.003)
        builder.workload(
            "sys.null", seconds: 100.4e-9,
            effects: [
                none, none, Effect(-0.0004, 0.0031), Effect(0.001, 0.011, 0.013), Effect(0.292, 0.011),
                Effect(0.29, 0.011), none,
            ],
            pairs: [
                .init(
                    first: "readOnlyPaths", second: "seccomp=allow-all", effect: Effect(0.003, 0.003, 0.007),
                    isInModel: false)
            ], beyond: -0.003)
        builder.workload(
            "sys.stat", seconds: 877.3e-9,
            effects: [
                Effect(0.606, 0.007), none, none, Effect(0, 0.003, 0.012), Effect(0.039, 0.003, 0.006),
                Effect(0.037, 0.002, 0.004), none,
            ],
            pairs: [
                .init(first: "overlay", second: "seccomp", effect: Effect(0.024, 0.005), isInModel: true),
                .init(
                    first: "readOnlyPaths", second: "capabilities", effect: Effect(-0.002, 0.033, 0.003),
                    isInModel: false),
            ], beyond: 0.004)
        builder.workload(
            "io.open", seconds: 1.69e-6,
            effects: [
                Effect(1.141, 0.02, 0.19), none, none, none, Effect(0.048, 0.004), Effect(0.046, 0.005), none,
            ],
            beyond: 0.02,
            warnings: [
                Warning(
                    code: "lack-of-fit", message: "The arms lie off the model: standard deviation 1.8 %.",
                    advice: "Look at fewer of them with --mechanism.")
            ])
        builder.workload(
            "net.tcp", seconds: 7.71e-6,
            effects: [
                none, Effect(-0.062, 0.004, 0.007), Effect(0.013, 0.004), none, Effect(0.023, 0.006),
                Effect(0.019, 0.007), Effect(0.001, 0.014),
            ])
        builder.workload(
            "mem.fault", seconds: 1.47e-6,
            effects: Array(repeating: Effect(-0.00001, 0.004), count: factors.count), beyond: -0.00002)
        builder.change {
            $0.unavailable = [
                .init(
                    metric: "time",
                    reason: "5 blocks are too few for an interval, 6 are needed; raise the budget",
                    workload: "sys.fork")
            ]
            $0.run.warnings = Fixture.rich.run.warnings
        }
        return builder.document
    }

    /// Operations of known cost in place of mechanisms.
    static var known: AttributionDocument {
        let factors = [
            factor("a", nil, knownCost: 0.035), factor("b", nil, knownCost: 0.065),
            factor("c", nil, knownCost: 0.01),
            factor("nothing", nil, isInTarget: false),
        ]
        var design = design
        (design.kind, design.impossible, design.failed, design.dropped) = ("full factorial", 0, [], [])
        design.interactions = [.init(first: "a", second: "b", cost: 0.03)]
        var builder = AttributionBuilder(target: "synthetic", factors: factors, design: design)
        builder.workload(
            "sys.null", seconds: 101.2e-9,
            effects: [
                Effect(0.0352, 0.001), Effect(0.0642, 0.0006), Effect(0.0107, 0.001), Effect(0, 0.001),
            ],
            pairs: [.init(first: "a", second: "b", effect: Effect(0.0302, 0.002), isInModel: true)])
        return builder.document
    }

    /// Stopped by a signal.
    static var interrupted: AttributionDocument {
        var document = known
        document.run.interrupted = true
        return document
    }

    /// Stopped before a workload had blocks enough.
    static var empty: AttributionDocument {
        var document = rich
        document.workloads = []
        document.run.interrupted = true
        return document
    }

    /// Names that would steer a terminal, a table or a page, and are longer than there is room.
    static var hostile: AttributionDocument {
        var document = rich
        document.target = Fixture.oddName
        document.factors[0].name = "<script>alert(1)</script>\"\u{301}|```"
        document.factors[1].name = "\u{1B}[31m{{version}} of a mechanism whose name has no end in sight"
        for index in document.workloads.indices {
            document.workloads[index].workload = Fixture.oddName + "-\(index)"
            document.workloads[index].effects[0].factor = document.factors[0].name
            document.workloads[index].effects[1].factor = document.factors[1].name
            document.workloads[index].shares[0].factor = document.factors[0].name
            document.workloads[index].shares[1].factor = document.factors[1].name
        }
        document.workloads[1].interactions[0].first = document.factors[0].name
        document.workloads[1].interactions[0].second = document.factors[1].name
        document.design.dropped = [.init(mechanism: "<b>", reason: "\u{1B}[2J gave | and * of `it`")]
        return document
    }

    static let all: [(name: String, document: AttributionDocument)] = [
        ("rich", rich), ("known", known), ("interrupted", interrupted), ("empty", empty),
        ("hostile", hostile),
    ]
}
