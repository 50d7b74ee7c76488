import CLinux
import Glibc
import Probes
import Workloads

// One word may follow: it makes the process one that can be found by it.
if ["--help", "-h"].contains(CommandLine.arguments.dropFirst().first) {
    put(probeHelp)
    exit(0)
}
var session = ProbeSession()
var reader = LineReader(descriptor: STDIN_FILENO)
var isDone = false
while case .line(let line)? = try? reader.next() {
    // Until its input ends it can still be looked at from outside.
    if isDone { continue }
    let (reply, ends) = session.answer(line)
    put(reply + "\n")
    isDone = ends
}

/// One write(2), more only if the kernel takes less. A reader that is gone ends the program.
func put(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        let code = errno
        if count > 0 { bytes = bytes.dropFirst(count) } else if code != EINTR { exit(70) }
    }
}
