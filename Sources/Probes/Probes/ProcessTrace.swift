import CLinux
import Glibc

/// Reads the memory of a process of the host by ptrace(2). Harmless: the process is isocost's own, and a
/// seized process goes on by itself when its tracer is gone.
struct ProcessTrace: Probe {
    static let property = Property(
        "processes.ptrace", "the memory of a process of the host is read",
        attempt: "seizes a process of the host with ptrace(2), stops it and reads a word of its memory",
        promisedBy: [["pid"], ["user"]])

    /// A word at a fixed place, as long as the process lives.
    private let word: UnsafeMutablePointer<Int>

    init() {
        word = .allocate(capacity: 1)
        word.initialize(to: 0)
    }

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        word.pointee = Int.random(in: 1...Int.max)
        // Yama lets ancestors alone trace, unless a process says otherwise (man 2 ptrace): not what is asked
        // here. PR_SET_PTRACER_ANY is -1; where there is no Yama the call is unknown, which does no harm.
        _ = isocost_call(Int(ISOCOST_CALL_PRCTL), Self.setPtracer, -1, 0, 0, 0, 0)
        return ["address": .integer(Int(bitPattern: word)), "word": .integer(word.pointee)]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let process = try given.integer("hostPid")
        if let code = refusal({ ptrace(Self.seize, process, 0, 0) }) {
            return .isolated("ptrace gave \(Errno.name(code))")
        }
        defer { _ = ptrace(Self.detach, process, 0, 0) }
        try system("ptrace(PTRACE_INTERRUPT)") { ptrace(Self.interrupt, process, 0, 0) }
        var status: Int32 = 0
        try system("waitpid", "\(process)") { waitpid(pid_t(process), &status, Self.waitAll) }
        var read = 0
        let address = try given.integer("address")
        let code = refusal {
            withUnsafeMutablePointer(to: &read) { target in
                ptrace(Self.peekData, process, address, Int(bitPattern: target))
            }
        }
        guard code == nil, read == (try given.integer("word")) else {
            return .isolated("ptrace seized another process that has the same number")
        }
        return .shared("ptrace seized process \(process) of the host and read its memory")
    }

    private func ptrace(_ request: Int, _ process: Int, _ address: Int, _ data: Int) -> Int {
        isocost_call(Int(ISOCOST_CALL_PTRACE), request, process, address, data, 0, 0)
    }

    // sys/ptrace.h, linux/prctl.h and sys/wait.h, which Glibc does not show.
    private static let (peekData, detach, seize, interrupt) = (2, 17, 0x4206, 0x4207)
    private static let setPtracer = 0x5961_6d61
    private static let waitAll: Int32 = 0x4000_0000
}
