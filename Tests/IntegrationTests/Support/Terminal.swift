import Glibc
import Linux
import Testing

/// A pseudo-terminal: what programs write to `path` is read here (man 7 pty).
final class Terminal {
    let path: String
    private let master: FileDescriptor

    init() throws {
        var (raw, slave): (Int32, Int32) = (-1, -1)
        var name = [CChar](repeating: 0, count: 128)
        try #require(openpty(&raw, &slave, &name, nil, nil) == 0)
        close(slave)
        master = FileDescriptor(owning: raw)
        try #require(fcntl(raw, F_SETFL, O_NONBLOCK) == 0)
        path = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Runs a program, reading along: a terminal holds 4 KiB at most.
    /// - Returns: its end, and what it wrote to the terminal.
    func follow(_ program: Program, within seconds: Double = 60) throws -> (end: Finished, text: String) {
        let running = try RunningProgram(program)
        var text: [UInt8] = []
        let isOver = poll(for: seconds) {
            text += pending()
            return waitid(P_PID, id_t(running.pid), nil, WEXITED | WNOHANG | WNOWAIT) == 0
                && Processes.running([running.pid]).isEmpty
        }
        _ = try #require(isOver, "still running after \(seconds) s")
        text += pending()
        return (try running.finish(within: 1), String(decoding: text, as: UTF8.self))
    }

    private func pending() -> [UInt8] {
        var all: [UInt8] = []
        while let bytes = try? master.read(upTo: 4096), !bytes.isEmpty { all += bytes }
        return all
    }
}
