import Isolation
import Linux

/// isocost's launcher, with nothing kept from one launch to the next: as a run lays out an arm, and takes it down.
final class LaunchMadeAnew: Contender {
    let name: String
    private let environment: EnvironmentDefinition
    private let program: Program
    private let stagingFolder: String
    private let cpu: Int
    private let streams: Streams

    init(
        name: String, environment: EnvironmentDefinition, program: Program, stagingFolder: String, cpu: Int
    ) throws {
        (self.name, self.environment, self.program) = (name, environment, program)
        (self.stagingFolder, self.cpu) = (stagingFolder, cpu)
        streams = try Streams()
    }

    func launch() throws -> UInt64 {
        try streams.using { streams in
            let started = Clock.nanoseconds()
            try layOutAndLaunch(streams, started)
            return Clock.nanoseconds() - started
        }
    }

    /// What was made is gone when this has returned.
    private func layOutAndLaunch(_ streams: StandardStreams, _ started: UInt64) throws {
        let plan = try Environment(environment).plan(stagingFolder: stagingFolder)
        let launcher = try Launcher(plan: plan, program: program, affinity: CPUSet([cpu]))
        var child = try launcher.launch(streams: streams)
        _ = try child.wait().nanoseconds(since: started, of: name)
    }
}
