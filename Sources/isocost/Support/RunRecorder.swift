import Experiment
import FoundationEssentials
import Linux
import Results

/// Keeps a run on disk while it is made.
final class RunRecorder {
    let folder: RunFolder
    private(set) var blocks = 0
    private var record: RunRecord
    private var log: LineLog?
    /// True once the folder is ours.
    private var isOpen = false
    private let started = Clock.seconds()

    /// - Parameter output: the folder asked for; nil for `results/RUN-ID`.
    init(plan: Plan, host: HostFacts, output: String?) {
        let now = Date()
        let id = RunRecorder.identity(at: now, plan: plan)
        folder = RunFolder(output ?? "results/\(id)")
        record = RunRecord(
            id: id, startedAt: now.formatted(.iso8601), version: Version.current,
            commandLine: CommandLine.arguments, plan: plan, host: host,
            units: [:], unavailable: [])
        record.calibration = CalibrationStore.ofThisUser().newest(of: host)
    }

    var plan: Plan { record.plan }
    var host: HostFacts { record.host }

    /// Where the output of commands goes.
    var outputFolder: String { folder.outputPath }

    /// Makes the folder and writes the plan into it.
    func open(for executor: Executor) throws {
        record.unavailable = executor.unavailable
        record.units = executor.units
        record.externals = executor.externals.isEmpty ? nil : executor.externals
        _ = try RunFolder.create(folder.path)
        isOpen = true
        if record.plan.commands.keepsOutput { _ = try RunFolder.create(folder.outputPath) }
        try folder.write(record)
        log = try LineLog(creating: folder.blocksPath)
    }

    func append(_ block: Block) throws {
        try log?.append(block)
        blocks += 1
    }

    func keep(_ forecast: Forecast) throws {
        record.forecast = forecast
        try folder.write(record)
    }

    /// At once: a run that is killed has lost it all the same.
    func keep(_ loss: Executor.Unavailability) throws {
        record.unavailable.append(loss)
        try folder.write(record)
    }

    func note(_ condition: RunRecord.Condition) throws {
        record.conditions = (record.conditions ?? []) + [condition]
        try folder.write(record)
    }

    func close(interrupted: Bool) throws {
        record.ending = .init(durationSeconds: Clock.seconds() - started, interrupted: interrupted)
        try folder.write(record)
    }

    /// Removes the folder of a run that measured nothing, so that it can be tried again under the same name.
    func discardIfEmpty() {
        if isOpen, blocks == 0 { removeTree(folder.path) }
    }

    /// Sorts by time, and differs for two runs begun in the same second.
    private static func identity(at date: Date, plan: Plan) -> String {
        // 2026-01-31T12:34:56Z → 20260131T123456Z
        let stamp = date.formatted(.iso8601).filter { $0.isLetter || $0.isNumber }
        let suite = plan.suite.map { $0.isLetter || $0.isNumber || $0 == "-" ? $0 : "-" }
        return "\(stamp)-\(String(suite))-\(plan.seed)"
    }
}
