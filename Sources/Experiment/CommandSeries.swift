import CLinux
import Counters
import Glibc
import Isolation
import Linux

/// A program of the user's: one launch is one sample, and the arms take turns.
///
/// `time` is from right before exec, stamped in the child, to the end being seen; what came before, from
/// clone to exec, is the metric `setup`.
public final class CommandSeries: Series {
    /// What is measured of a launch beside `time` and the counters, all in seconds: from clone to exec,
    /// and the CPU time that wait4 gives, by the names that perf has for it.
    public static let metrics = (setup: "setup", user: "user_time", system: "system_time")

    let name: String
    let unavailable: [String: String]
    var arms: [String] { schedule.arms }

    private let command: [String]
    private let plan: Plan
    private let counters: [Counter]
    private var taking: [String: Arm]
    private let launchers: [String: Launcher]
    private let streams: CommandStreams
    private var schedule: Schedule
    /// Launches of every arm in a block: about a tenth of a second's worth, at most as in steady state. More
    /// blocks say more than longer ones.
    private var rounds = 1
    private var secondsPerLaunch = 0.0
    /// On `Clock.seconds()`: a launch is not waited for longer.
    private var deadline = Double.infinity

    /// - Parameter environment: of the command, `KEY=value`; the same in every arm.
    init(
        name: String, command: [String], executable: String, environment: [String], folder: String,
        arms: [Arm], counters: [Counter], plan: Plan, outputFolder: String?
    ) throws(ExperimentError) {
        self.name = name
        self.command = command
        self.plan = plan
        self.counters = counters
        var program = Program(
            executable: .path(executable), arguments: command, environment: environment,
            workingDirectory: folder)
        program.fixedAddresses = plan.fixedAddresses == true
        var unavailable: [String: String] = [:]
        for arm in arms {
            if case .unavailable(let reason) = arm.plan.external?.programs { unavailable[arm.name] = reason }
        }
        self.unavailable = unavailable
        let arms = arms.filter { unavailable[$0.name] == nil }
        taking = Dictionary(uniqueKeysWithValues: arms.map { ($0.name, $0) })
        var launchers: [String: Launcher] = [:]
        for arm in arms {
            let words = [executable] + command.dropFirst()
            let launched =
                arm.plan.external?.program(running: words, environment: environment, folder: folder)
                ?? program
            launchers[arm.name] = try isolation { () throws(IsolationError) in
                try Launcher(plan: arm.plan, program: launched, affinity: CPUSet([plan.placement.worker]))
            }
        }
        self.launchers = launchers
        streams = try CommandStreams(keepIn: outputFolder, name: name)
        schedule = Schedule(arms: arms.map(\.name), seed: plan.seed, label: name)
    }

    /// Launches the command in every arm once, untimed: its files get into the page cache, and a command
    /// that fails does so before anything is measured.
    func calibrate(deadline: Double) throws(ExperimentError) {
        self.deadline = deadline
        defer { self.deadline = .infinity }
        for arm in schedule.arms {
            var recording = ArmRecording()
            _ = try sample(arm, into: &recording)
            guard arm == EnvironmentCatalog.bare.name else { continue }
            secondsPerLaunch = recording.elapsed[0]
            try checkBudget(from: Clock.seconds())
        }
        let affordable = 0.1 / (secondsPerLaunch * Double(schedule.arms.count))
        rounds = min(plan.rounds, max(1, Int(affordable)))
        if rounds > 1 { rounds = Schedule.balancedRounds(rounds, arms: schedule.arms.count) }
    }

    func leaveOut(_ arm: String) {
        guard taking.removeValue(forKey: arm) != nil else { return }
        if rounds > 1 { rounds = Schedule.balancedRounds(rounds, arms: taking.count) }
        schedule = schedule.without(arm, seed: plan.seed, label: name)
    }

    /// A first round and one block, or nothing would come of the rest.
    private func checkBudget(from now: Double) throws(ExperimentError) {
        let launches = Double(2 * schedule.arms.count - 1)
        guard now + launches * secondsPerLaunch > deadline else { return }
        throw .budgetTooSmall(
            workload: name, needed: launches * secondsPerLaunch * Double(plan.minimumBlocks),
            reason: "one launch takes \(tenths(secondsPerLaunch)) s")
    }

    private func tenths(_ seconds: Double) -> Double { (seconds * 10).rounded(.up) / 10 }

    func measure(block: Int) throws(ExperimentError) -> Block {
        let watch = HostWatch(cpu: plan.placement.worker)
        var evidence: [String: Evidence?] = [:]
        for arm in schedule.launchOrder() { evidence[arm] = try observe(arm) }
        var recordings = taking.mapValues { _ in ArmRecording() }
        var usages: [String: Block.Usage] = [:]
        let orders = schedule.next(rounds: rounds)
        for arm in orders.joined() {
            let usage = try sample(arm, into: &recordings[arm]!)
            usages[arm] = usages[arm].map { $0 + usage } ?? usage
        }
        var measured: [String: Block.Arm] = [:]
        for (arm, recording) in recordings {
            measured[arm] = recording.arm(usage: usages[arm]!, evidence: evidence[arm] ?? nil)
        }
        return Block(
            workload: name, block: block, ops: 1, shortOps: nil, orders: orders, arms: measured,
            host: watch.load())
    }

    /// A command may be gone before it can be looked at, so the worker, launched the same way, is what
    /// the environment is proven on.
    private func observe(_ arm: String) throws(ExperimentError) -> Evidence? {
        let worker = try WorkerProcess(taking[arm]!, workload: name, counters: [])
        let evidence = try worker.evidence()
        _ = try worker.quit()
        return evidence
    }

    /// One launch, from clone to reaped.
    private func sample(_ arm: String, into recording: inout ArmRecording) throws(ExperimentError)
        -> Block.Usage
    {
        if Interruption.signal != nil { throw .interrupted }
        var group = CounterGroup([], pid: 0)
        try system { () throws(SystemError) in try streams.rewind(arm: arm) }
        let descriptors = streams.descriptors
        var child: Child
        do throws(IsolationError) {
            child = try launchers[arm]!.launch(streams: descriptors) { pid in
                group = CounterGroup(counters, pid: pid, start: .atExec)
            }
        } catch { throw .commandNotStarted(error) }
        while !child.hasEnded(within: 100) {
            if Interruption.signal != nil { throw .interrupted }
            if Clock.seconds() > deadline {
                throw .budgetTooSmall(
                    workload: name, needed: nil, reason: "one launch takes longer than that")
            }
        }
        let ending = try system { () throws(SystemError) in try child.wait() }
        Descendants.endStrays()
        try check(ending, arm: arm)
        recording.add(seconds: Clock.seconds(from: child.execStarted, to: ending.seen))
        recording.add(Clock.seconds(from: child.cloneStarted, to: child.execStarted), of: Self.metrics.setup)
        // The child's exit is its result: every arm has to leave the same way.
        recording.fold(UInt64(truncatingIfNeeded: ending.exitCode) << 8 | UInt64(ending.signal))
        recording.add(try totals(of: group), of: counters)
        let usage = Block.Usage(ResourceUsage(ending.usage))
        recording.add(usage.userSeconds, of: Self.metrics.user)
        recording.add(usage.systemSeconds, of: Self.metrics.system)
        return usage
    }

    /// A process that the command left behind takes its counters off as it dies, and until then they
    /// can't be summed up (ECHILD in perf_read_group of kernel/events/core.c).
    private func totals(of group: borrowing CounterGroup) throws(ExperimentError) -> [CounterValue] {
        for _ in 0..<50 {
            do throws(CountersError) {
                return try group.total()
            } catch {
                guard case .unreadable(let cause) = error, cause.code == ECHILD else {
                    throw .counters(error)
                }
                usleep(1000)
            }
        }
        return counters.map { _ in .unavailable("a process that the command left behind was still counting") }
    }

    private func check(_ ending: Child.Ending, arm: String) throws(ExperimentError) {
        guard !ending.succeeded, !plan.commands.ignoresFailure else { return }
        if Interruption.signal != nil { throw .interrupted }
        let cause = launchers[arm]?.complaint.map { " (\($0))" } ?? ""
        throw .commandFailed(
            command: command.joined(separator: " "), environment: arm, ending: ending.summary + cause,
            standardError: streams.standardError())
    }
}
