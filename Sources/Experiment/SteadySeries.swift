import Counters
import Isolation
import Linux
import Statistics
import Workloads

/// A workload of the catalogue in steady state: workers stay alive through a block, and run slices in turn.
final class SteadySeries: Series {
    let name: String
    private(set) var unavailable: [String: String]
    var arms: [String] { schedule.arms }

    private let description: WorkloadDescription
    private let parameters: [String: Int]
    private var taking: [String: Arm]
    private let counters: [Counter]
    private let plan: Plan
    private var rounds: Int
    private var schedule: Schedule
    private var calibration = Calibration(ops: 1)
    /// Of injected delays.
    private var random: RandomNumbers

    init(
        name: String, description: WorkloadDescription, parameters: [String: Int], arms: [Arm],
        counters: [Counter], plan: Plan
    ) {
        self.name = name
        self.description = description
        self.parameters = parameters
        self.counters = counters
        self.plan = plan
        var unavailable: [String: String] = [:]
        for arm in arms { unavailable[arm.name] = arm.obstacle(to: description) }
        self.unavailable = unavailable
        let able = arms.filter { unavailable[$0.name] == nil }
        taking = Dictionary(uniqueKeysWithValues: able.map { ($0.name, $0) })
        rounds = Self.rounds(of: plan, arms: able.count)
        random = RandomNumbers(seed: plan.seed, label: "injection " + name)
        schedule = Schedule(arms: able.map(\.name), seed: plan.seed, label: name)
    }

    /// Of an attribution's many arms a block takes a part of a design, and the next block goes on with it.
    private static func rounds(of plan: Plan, arms: Int) -> Int {
        plan.attribution == nil ? Schedule.balancedRounds(plan.rounds, arms: arms) : plan.rounds
    }

    /// Whether only an attempt can tell which arms can do this work.
    var isTried: Bool { description.usesLoopback }

    /// Has a worker that nothing else is asked of prepare the work, and leaves its arm out if it can't.
    func attempt(on process: WorkerProcess) throws(ExperimentError) {
        let arm = process.environment
        guard taking[arm] != nil else { return }
        guard let refusal = try process.refusal(of: description.name, parameters: json(scratch: "/")) else {
            return
        }
        unavailable[arm] = refusal
        leaveOut(arm)
    }

    func calibrate(deadline: Double) throws(ExperimentError) {
        let worker = try launch(EnvironmentCatalog.bare.name, folder: "cc")
        calibration = try Calibration.find(target: plan.sliceSeconds) { ops, lead throws(ExperimentError) in
            try worker.process.run(ops: ops, lead: lead).seconds
        }
        if plan.calibration?.shortSlices.contains(name) == true {
            calibration.shortOps = max(1, calibration.ops / Calibration.shortFraction)
        }
        try Capacity.check(
            workload: name, arms: schedule.arms.count, bytesEach: worker.process.residentBytes ?? 0)
        _ = try worker.process.quit()
        removeTree(worker.folder)
    }

    /// One process of one arm by itself, as a benchmark without interleaving measures.
    /// - Returns: the median of its slices, seconds.
    func measureAlone(_ arm: String) throws(ExperimentError) -> Double {
        let worker = try launch(arm, folder: "ss")
        defer { removeTree(worker.folder) }
        for _ in 0..<plan.warmUpSlices { _ = try slice(calibration.ops, on: worker) }
        var times: [Double] = []
        for _ in 0..<rounds { times.append(try slice(calibration.ops, on: worker)) }
        _ = try worker.process.quit()
        return median(times) ?? 0
    }

    /// The true time ratio of an arm's slice to that of `bare`.
    func truth(of arm: String) -> Double {
        plan.injection(of: arm).truth(ops: calibration.ops, shortOps: nil)
    }

    func measure(block: Int) throws(ExperimentError) -> Block {
        let watch = HostWatch(cpu: plan.placement.worker)
        var workers: [String: RunningWorker] = [:]
        defer { clear(&workers) }
        for arm in schedule.launchOrder() {
            workers[arm] = try launch(arm, folder: Self.folder(workers.count))
        }
        try warmUp(workers)
        let orders = schedule.next(rounds: rounds)
        for (round, order) in orders.enumerated() { try run(order, round: round, on: workers) }
        let measured = try finish(workers)
        return Block(
            workload: name, block: block, ops: calibration.ops, leadOps: calibration.leadOps,
            shortOps: calibration.shortOps, orders: orders, arms: measured, host: watch.load())
    }

    func leaveOut(_ arm: String) {
        guard taking.removeValue(forKey: arm) != nil else { return }
        rounds = Self.rounds(of: plan, arms: taking.count)
        schedule = schedule.without(arm, seed: plan.seed, label: name)
    }

    /// Ends what still runs, and would write on, before its files are removed.
    private func clear(_ workers: inout [String: RunningWorker]) {
        let folders = workers.values.map(\.folder)
        workers = [:]
        for folder in folders { removeTree(folder) }
    }

    /// One arm's worker in a block.
    private final class RunningWorker {
        let process: WorkerProcess
        let folder: String
        let injection: Injection
        var recording = ArmRecording()
        var reading: CounterReading?

        init(_ process: WorkerProcess, folder: String, injection: Injection) {
            self.process = process
            self.folder = folder
            self.injection = injection
        }
    }

    private func launch(_ name: String, folder: String) throws(ExperimentError) -> RunningWorker {
        let arm = taking[name]!
        let place = try system { () throws(SystemError) in try arm.makeScratch(folder) }
        do throws(ExperimentError) {
            let process = try WorkerProcess(arm, workload: self.name, counters: counters)
            try process.prepare(description.name, parameters: json(scratch: place.inside))
            return RunningWorker(process, folder: place.host, injection: plan.injection(of: name))
        } catch {
            removeTree(place.host)
            throw error
        }
    }

    /// Names of one length: that of a path is part of the work.
    private static func folder(_ number: Int) -> String {
        String(decoding: [number / 26, number % 26].map { UInt8(ascii: "a") + UInt8($0) }, as: UTF8.self)
    }

    private func json(scratch: String) -> String {
        let members = parameters.sorted { $0.key < $1.key }.map { "\(FlatJSON.quoted($0.key)):\($0.value)" }
        return "{" + (["\"scratch\":\(FlatJSON.quoted(scratch))"] + members).joined(separator: ",") + "}"
    }

    private func warmUp(_ workers: [String: RunningWorker]) throws(ExperimentError) {
        for _ in 0..<plan.warmUpSlices {
            for name in schedule.arms {
                guard let worker = workers[name] else { continue }
                _ = try slice(calibration.ops, on: worker)
            }
        }
        for worker in workers.values { worker.reading = try worker.process.readCounters() }
    }

    /// Every arm's slice once. Short slices make a pass of their own, before the others or after them by
    /// turns: each slice then follows another arm's, and what that costs cancels.
    private func run(
        _ order: [String], round: Int, on workers: [String: RunningWorker]
    ) throws(ExperimentError) {
        let shortFirst = round.isMultiple(of: 2)
        if shortFirst { try runShort(order, on: workers) }
        for name in order {
            guard let worker = workers[name] else { continue }
            worker.recording.add(seconds: try slice(calibration.ops, on: worker))
            let reading = try worker.process.readCounters()
            if let before = worker.reading {
                worker.recording.add(CounterReading.difference(reading, before), of: counters)
            }
            worker.reading = reading
        }
        if !shortFirst { try runShort(order, on: workers) }
    }

    private func runShort(_ order: [String], on workers: [String: RunningWorker]) throws(ExperimentError) {
        guard let ops = calibration.shortOps else { return }
        for name in order {
            guard let worker = workers[name] else { continue }
            worker.recording.add(shortSeconds: try slice(ops, on: worker))
            worker.reading = try worker.process.readCounters()
        }
    }

    /// Runs what makes a slice of this arm; gives its seconds.
    private func slice(_ ops: Int, on worker: RunningWorker) throws(ExperimentError) -> Double {
        let own = worker.injection.ops(for: ops, long: calibration.ops, random: &random)
        let slice = try worker.process.run(ops: own, lead: calibration.leadOps)
        worker.recording.fold(slice.checksum)
        return slice.seconds
    }

    private func finish(_ workers: [String: RunningWorker]) throws(ExperimentError) -> [String: Block.Arm] {
        var measured: [String: Block.Arm] = [:]
        for (name, worker) in workers {
            let evidence = try worker.process.evidence()
            let usage = Block.Usage(try worker.process.quit())
            measured[name] = worker.recording.arm(usage: usage, evidence: evidence)
        }
        return measured
    }
}
