import Glibc

let arguments = CommandLine.arguments.dropFirst()
if arguments.isEmpty {
    var session = WorkerSession(
        input: STDIN_FILENO, output: STDOUT_FILENO, isDebugBuild: _isDebugAssertConfiguration())
    exit(session.serve())
} else if arguments.first == "--help" || arguments.first == "-h" {
    ReplyWriter.write(workerHelp, to: STDOUT_FILENO)
} else {
    ReplyWriter.write("isocost-worker takes no arguments but --help\n", to: STDERR_FILENO)
    exit(64)
}
