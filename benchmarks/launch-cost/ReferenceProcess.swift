import Glibc
import Isolation
import Linux

/// The C program `minimal_launch`, alive through the benchmark: one line to it is one launch by it.
final class ReferenceProcess: Contender {
    let name = "minimal C"
    private let child: Child
    private let requests: FileDescriptor
    private let answers: FileDescriptor

    /// - Parameters:
    ///   - path: of the compiled reference.
    ///   - program: the path of what it launches.
    ///   - cpu: where its children run.
    ///   - harnessCPU: where it runs itself: where the harness is.
    init(path: String, program: String, stagingFolder: String, cpu: Int, harnessCPU: Int) throws {
        let maps = try IdentityMaps.ofThisProcess(privileged: true)
        let reference = Program(
            executable: .path(path),
            arguments: [path, program, stagingFolder, String(cpu), maps.users, maps.groups],
            environment: [])
        let plan = try Environment(EnvironmentCatalog.bare).plan(stagingFolder: stagingFolder)
        let launcher = try Launcher(plan: plan, program: reference, affinity: CPUSet([harnessCPU]))
        var request = try Pipe()
        var answer = try Pipe()
        let streams = StandardStreams(input: request.reader, output: answer.writer, error: STDERR_FILENO)
        child = try launcher.launch(streams: streams)
        // Its end has to be an end of file here.
        answer.closeWriter()
        requests = request.takeWriter()
        answers = answer.takeReader()
    }

    func launch() throws -> UInt64 { try ask("launch") }

    /// A round trip without a launch: the harness has then just been switched to, as the reference has
    /// when its turn comes.
    func ping() throws { _ = try ask("ping") }

    private func ask(_ request: String) throws -> UInt64 {
        try requests.write(Array((request + "\n").utf8))
        let line = String(decoding: try answers.read(upTo: 64), as: UTF8.self)
        guard let nanoseconds = UInt64(line.dropLast()) else {
            throw LaunchCostError.commandFailed(name, "no answer to \(request)")
        }
        return nanoseconds
    }
}
