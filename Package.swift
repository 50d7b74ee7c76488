// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is held to the same rules: Swift 6 mode, no warning left standing.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
/// Optimised in debug builds too: its tests simulate thousands of runs.
let simulated: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]
let strictC: [CSetting] = [.unsafeFlags(["-Wall", "-Wextra", "-Werror", "-O2"])]

let package = Package(
    name: "isocost",
    products: [
        .executable(name: "isocost", targets: ["isocost"]),
        .executable(name: "isocost-worker", targets: ["isocost-worker"]),
        .executable(name: "isocost-probe", targets: ["isocost-probe"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The kernel, from the bottom up.
        .target(name: "CLinux", cSettings: strictC),
        .systemLibrary(name: "CPFM"),
        .systemLibrary(name: "CNUMA"),
        .systemLibrary(name: "CSeccomp"),
        .target(name: "Linux", dependencies: ["CLinux", "CNUMA"], swiftSettings: strict),
        .target(
            name: "Isolation", dependencies: ["CLinux", "CSeccomp", "Linux", "Naming"],
            swiftSettings: strict),
        .target(
            name: "Counters", dependencies: ["CLinux", "CPFM", "Linux", "Naming"], swiftSettings: strict),

        // Pure: no imports of the others, but for the words that error messages suggest.
        .target(name: "Naming", swiftSettings: strict),
        .target(
            name: "Statistics",
            dependencies: [.product(name: "RealModule", package: "swift-numerics")],
            swiftSettings: simulated),
        .target(name: "Workloads", dependencies: ["CLinux", "Naming"], swiftSettings: strict),
        .target(name: "Probes", dependencies: ["CLinux", "Naming", "Workloads"], swiftSettings: strict),

        // Measure, judge, show.
        .target(
            name: "Experiment",
            dependencies: ["Linux", "Isolation", "Counters", "Naming", "Statistics", "Workloads"],
            swiftSettings: strict),
        .target(name: "Results", dependencies: ["Experiment", "Statistics"], swiftSettings: strict),
        .target(
            name: "Verification", dependencies: ["Linux", "Isolation", "Experiment", "Probes", "Results"],
            swiftSettings: strict),
        .target(
            name: "Report",
            dependencies: [
                "Results", "Statistics", .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: strict),

        // The programs. Worker and probe are static, so that they run in a root that holds no file.
        .executableTarget(
            name: "isocost-worker",
            dependencies: ["CLinux", "Workloads"],
            swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-static-executable", "-use-ld=lld"])]),
        .executableTarget(
            name: "isocost-probe",
            dependencies: ["CLinux", "Probes", "Workloads"],
            swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-static-executable", "-use-ld=lld"])]),
        .executableTarget(
            name: "isocost",
            dependencies: [
                "Report", "Results", "Verification", "Probes", "Experiment", "Naming", "Yams",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict,
            linkerSettings: [.unsafeFlags(["-use-ld=lld"])]),

        // The proof of the launcher's cost: benchmarks/launch-cost.sh.
        .executableTarget(
            name: "launch-cost",
            dependencies: ["CLinux", "Isolation", "Linux", "Statistics"],
            path: "benchmarks/launch-cost",
            exclude: ["calls.sh", "reference"],
            swiftSettings: strict),

        // The cost of judging: benchmarks/analysis-cost.sh.
        .executableTarget(
            name: "analysis-cost",
            dependencies: ["Experiment", "Isolation", "Linux", "Results", "Statistics"],
            path: "benchmarks/analysis-cost", swiftSettings: strict),
        // Which tool is sooner right: benchmarks/time-to-verdict.sh.
        .executableTarget(
            name: "time-to-verdict", dependencies: ["Isolation", "Linux", "Statistics"],
            path: "benchmarks/time-to-verdict", exclude: ["spin.c"], swiftSettings: strict),

        .testTarget(name: "NamingTests", dependencies: ["Naming"], swiftSettings: strict),
        .testTarget(name: "LinuxTests", dependencies: ["Linux"], swiftSettings: strict),
        .testTarget(name: "IsolationTests", dependencies: ["Isolation"], swiftSettings: strict),
        .testTarget(name: "CountersTests", dependencies: ["Counters"], swiftSettings: strict),
        .testTarget(name: "WorkloadsTests", dependencies: ["Workloads"], swiftSettings: strict),
        .testTarget(name: "ProbesTests", dependencies: ["Probes"], swiftSettings: strict),
        .testTarget(
            name: "VerificationTests",
            dependencies: ["Verification", "Probes", "Isolation", "Experiment", "Results"],
            swiftSettings: strict),
        .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], swiftSettings: simulated),
        .testTarget(name: "ExperimentTests", dependencies: ["Experiment"], swiftSettings: strict),
        .testTarget(name: "ResultsTests", dependencies: ["Results"], swiftSettings: strict),
        .testTarget(
            name: "ReportTests", dependencies: ["Report", "Results", "Experiment", "Statistics"],
            exclude: ["Golden"], swiftSettings: strict),
        .testTarget(
            name: "IsocostTests", dependencies: ["isocost", "Isolation", "Linux"], swiftSettings: strict),
        .testTarget(name: "IntegrationTests", dependencies: ["Linux"], swiftSettings: strict),
    ]
)
