import Glibc
import Probes
import Workloads

// One word may follow: it makes the process one that can be found by it.
if ["--help", "-h"].contains(CommandLine.arguments.dropFirst().first) {
    put(probeHelp)
    exit(0)
}
let console = SystemConsole.ofThisSystem()
console?.open()
var session = ProbeSession()
var reader = LineReader(descriptor: STDIN_FILENO)
while case .line(let line)? = try? reader.next() {
    if ProbeSession.isAttempt(line) {
        if let said = session.attemptInChild(line, reply: { put($0 + "\n") }) { put(said + "\n") }
    } else if let reply = session.answer(line) {
        put(reply + "\n")
    } else {
        break
    }
}
console?.endSystem()

/// One write(2), more only if the kernel takes less. A reader that is gone ends the program.
func put(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        let code = errno
        if count > 0 { bytes = bytes.dropFirst(count) } else if code != EINTR { exit(70) }
    }
}
