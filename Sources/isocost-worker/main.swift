import Glibc
import Workloads

let arguments = CommandLine.arguments.dropFirst()
if arguments.isEmpty {
    let console = SystemConsole.ofThisSystem()
    console?.open()
    var session = WorkerSession(
        input: STDIN_FILENO, output: STDOUT_FILENO, isDebugBuild: _isDebugAssertConfiguration())
    let status = session.serve()
    console?.endSystem()
    exit(status)
} else if arguments.first == "--help" || arguments.first == "-h" {
    ReplyWriter.write(workerHelp, to: STDOUT_FILENO)
} else {
    ReplyWriter.write("isocost-worker takes no arguments but --help\n", to: STDERR_FILENO)
    exit(64)
}
