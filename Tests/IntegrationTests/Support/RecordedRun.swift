import Foundation
import Linux
import Testing

/// A run folder as a user finds it on disk.
struct RecordedRun: Sendable {
    /// The text of run.json.
    var record: String
    /// The whole lines of blocks.ndjson.
    var blocks: [JSON]

    init(record: String, blocks: [JSON]) {
        self.record = record
        self.blocks = blocks
    }

    init(_ path: String) throws {
        record = try contents(of: "\(path)/run.json")
        blocks = try contents(of: "\(path)/blocks.ndjson").split(separator: "\n").map { try JSON($0) }
    }

    /// A run of every environment that many tests look at; measured once.
    static func shared() throws -> RecordedRun { try measured.get() }

    private static let measured = Result {
        let folder = try TemporaryFolder()
        let options = ["--workload", "sys.null", "--budget", "20s", "--precision", "1%", "--seed", "7"]
        let run = try Program.isocost(["run", "--output", "run"] + options, in: folder).run()
        try #require(run.status == 0, "\(run)")
        return try RecordedRun("\(folder.path)/run")
    }

    /// Writes the folder; `tail` comes behind the last line.
    @discardableResult
    func write(_ name: String, in folder: TemporaryFolder, tail: String = "") throws -> String {
        let path = try folder.makeFolder(name)
        try folder.makeFile("\(name)/run.json", record)
        try folder.makeFile(
            "\(name)/blocks.ndjson", blocks.map { $0.line + "\n" }.joined() + tail)
        return path
    }

    /// The same run with times that this test chose: what is judged then depends on no host.
    ///
    /// - Parameters:
    ///   - overheads: of every arm but `bare`, a ratio minus 1; 0 when not named.
    ///   - spread: how far blocks differ from one another, a ratio minus 1.
    func withTimes(
        blocks count: Int = 24, overheads: [String: Double] = [:], spread: Double = 0.001
    ) -> RecordedRun {
        let template = blocks[0]
        var run = self
        run.blocks = (0..<count).map { index in
            // Spread evenly over blocks, in another order for every arm (the golden ratio's steps).
            template.editingArms { name, arm in
                let step = Double(index * (name.utf8.count + 1)) * 0.618_033_988_749_895
                let noise = (step.truncatingRemainder(dividingBy: 1) - 0.5) * 2 * spread
                let seconds = 0.0005 * (1 + (overheads[name] ?? 0)) * (1 + noise)
                let rounds = arm["elapsed"]?.list?.count ?? 0
                arm["elapsed"] = .list(Array(repeating: .number(seconds), count: rounds))
                arm["shortElapsed"] = nil
            }.setting("block", .number(Double(index))).setting("shortOps", nil)
        }
        return run
    }

    /// The same without an arm.
    func without(_ arm: String) -> RecordedRun {
        var run = self
        run.blocks = blocks.map { block in
            var arms = block["arms"]?.object ?? [:]
            arms[arm] = nil
            return block.setting("arms", .object(arms))
        }
        return run
    }

    /// The same blocks once more under other workloads' names.
    func asWorkloads(_ names: [String]) throws -> RecordedRun {
        var run = self
        run.blocks = names.flatMap { name in blocks.map { $0.setting("workload", .text(name)) } }
        let record = try JSON(self.record)
        let plan = try #require(record["plan"])
        let entries = names.map { JSON.object(["name": .text($0), "workload": .text($0)]) }
        run.record = record.setting("plan", plan.setting("workloads", .list(entries))).line
        return run
    }
}

extension JSON {
    /// The object with one member changed; nil removes it.
    func setting(_ key: String, _ value: JSON?) -> JSON {
        var members = object ?? [:]
        members[key] = value
        return .object(members)
    }

    func editingArms(_ edit: (String, inout [String: JSON]) -> Void) -> JSON {
        var arms = self["arms"]?.object ?? [:]
        for (name, arm) in arms {
            var members = arm.object ?? [:]
            edit(name, &members)
            arms[name] = .object(members)
        }
        return setting("arms", .object(arms))
    }
}
