import Results
import Statistics

/// A result document laid out for reading: workloads down, environments across.
///
/// Every report is made from this view; it holds the document, so that nothing is lost on the way.
public struct ComparisonTable: Sendable {
    public let document: ResultDocument
    /// What the others are held against, `bare`.
    public let baseline: String
    /// The baseline's twin, whose column is the noise floor; nil when it took no part.
    public let control: String?
    /// The columns: every environment but the baseline and its twin, in the document's order.
    public let environments: [String]
    /// One for each workload, in order of first appearance.
    public let rows: [Row]
    /// Every metric but `time`, by workload.
    public let counters: [CounterRow]
    /// What the reader should know, the same advice once.
    public let warnings: [WarningGroup]
    /// What could not be measured, one entry for each reason.
    public let unavailable: [UnavailableGroup]
    /// What each environment costs, in a sentence.
    public let headlines: [Headline]
    /// Further tables that this run has something for.
    let sideTables: [SideTable]

    public init(_ document: ResultDocument) {
        let baseline = document.comparisons.first?.baseline ?? "bare"
        let arms = Self.arms(of: document)
        let twin = arms.first { Self.isTwin($0, of: baseline) }
        let environments = arms.filter { $0 != baseline && $0 != twin }
        let workloads = Self.workloads(of: document)
        let index = ComparisonIndex(document)
        self.document = document
        self.baseline = baseline
        self.environments = environments
        control = twin
        rows = workloads.map { workload in
            Row(workload: workload, baseline: baseline, control: twin, columns: environments, index: index)
        }
        counters = CounterRow.all(
            workloads: workloads, baseline: baseline, columns: environments, document: document,
            index: index)
        warnings = WarningGroup.gathered(from: document)
        unavailable = UnavailableGroup.gathered(
            from: document.unavailable, workloads: workloads, environments: arms)
        sideTables = [AllBlocksTable.table(of: document), RobustnessTable(document)?.table].compactMap { $0 }
        let rows = rows
        headlines = environments.enumerated().map { column, environment in
            Headline(
                environment: environment, cells: rows.compactMap { row in row.cells[column] },
                margin: document.run.margin, absence: Self.absence(of: environment, document))
        }
    }

    /// Why an environment took no part in the run; a runtime may have given a reason of many lines.
    private static func absence(of environment: String, _ document: ResultDocument) -> String? {
        document.unavailable.first {
            $0.environment == environment && $0.workload == nil && $0.metric == timeMetric
        }.map { $0.reason.split(separator: "\n").first.map(String.init) ?? "" }
    }

    /// `bare'` as the design writes it, or with a prime (U+2032).
    static func isTwin(_ name: String, of baseline: String) -> Bool {
        name == baseline + "'" || name == baseline + "′"
    }

    private static func arms(of document: ResultDocument) -> [String] {
        (document.environments.map(\.name) + document.measurements.map(\.environment)
            + document.comparisons.map(\.environment)).unique
    }

    private static func workloads(of document: ResultDocument) -> [String] {
        (document.comparisons.map(\.workload) + document.measurements.map(\.workload)).unique
    }
}

extension ComparisonTable {
    /// One workload.
    public struct Row: Sendable {
        public let workload: String
        /// What is in front of the first dot of a built-in workload's name; `command` for a program.
        public let family: String
        /// The baseline's time in seconds per op; nil when it was not measured.
        public let baseline: ResultDocument.Measurement?
        /// As an overhead; nil when nothing was compared.
        public let noiseFloor: Double?
        /// The baseline's twin against the baseline.
        public let control: Cell?
        /// By column; nil where there is no comparison.
        public let cells: [Cell?]
        /// Absolute times by column.
        public let times: [ResultDocument.Measurement?]

        init(
            workload: String, baseline: String, control: String?, columns: [String],
            index: ComparisonIndex
        ) {
            func cell(_ environment: String) -> Cell? {
                index.comparison(workload, environment, timeMetric).map(Cell.init)
            }
            self.workload = workload
            family = Self.family(of: workload)
            self.baseline = index.measurement(workload, baseline, timeMetric)
            self.control = control.flatMap(cell)
            cells = columns.map(cell)
            times = columns.map { index.measurement(workload, $0, timeMetric) }
            noiseFloor = (cells + [self.control]).compactMap { $0?.comparison.noiseFloor }.max()
        }

        /// A prefix of lower-case letters and digits, so that `./a.out` is a command.
        static func family(of workload: String) -> String {
            let prefix = workload.prefix { $0 != "." }
            let isName =
                prefix.count < workload.count && !prefix.isEmpty
                && prefix.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber) }
                && !workload.contains(" ")
            return isName ? String(prefix) : "command"
        }
    }

    /// One environment against the baseline, for one workload.
    public struct Cell: Sendable {
        public let comparison: ResultDocument.Comparison
        public let finding: Finding

        init(_ comparison: ResultDocument.Comparison) {
            self.comparison = comparison
            finding = Finding(
                verdict: comparison.verdict, overhead: comparison.ratio.center - 1,
                noiseFloor: comparison.noiseFloor)
        }

        /// Ratio to the baseline.
        public var ratio: ResultDocument.Ratio { comparison.ratio }
    }
}

/// The metric of the main table, in s/op; the others are counters.
let timeMetric = "time"

extension Sequence where Element: Hashable {
    /// Each element once, in order of first appearance.
    var unique: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
