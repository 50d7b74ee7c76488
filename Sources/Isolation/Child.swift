import CLinux
import Glibc
import Linux

/// A launched process, owned: killed and reaped with its group when its owner goes away.
public struct Child: ~Copyable {
    public let pid: pid_t
    /// Readable when the process has ended (man 2 pidfd_open).
    public let descriptor: FileDescriptor
    /// CLOCK_MONOTONIC nanoseconds right before clone3.
    public let cloneStarted: UInt64
    /// CLOCK_MONOTONIC nanoseconds, taken in the child: the gate opened.
    public private(set) var released: UInt64 = 0
    /// CLOCK_MONOTONIC nanoseconds, taken in the child: right before execveat.
    public private(set) var execStarted: UInt64 = 0
    private var reaped = false

    init(pid: pid_t, descriptor: consuming FileDescriptor, cloneStarted: UInt64) {
        self.pid = pid
        self.descriptor = descriptor
        self.cloneStarted = cloneStarted
    }

    deinit {
        guard !reaped else { return }
        // Not reaped, so the number is still ours. The group is younger than the gate: both.
        kill(-pid, SIGKILL)
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while wait4(pid, &status, 0, nil) == -1 && errno == EINTR {}
    }

    mutating func noteStart(released: UInt64, exec: UInt64) {
        self.released = released
        execStarted = exec
    }

    /// Waits until the process has ended, without reaping it.
    /// - Parameter milliseconds: how long; nil for ever.
    /// - Returns: false when the time was up or a signal came.
    public func hasEnded(within milliseconds: Int32?) -> Bool {
        var request = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        return poll(&request, 1, milliseconds ?? -1) == 1
    }

    /// Reaps the process, and ends what it left running in its group.
    public mutating func wait() throws(SystemError) -> Ending {
        while !hasEnded(within: nil) {}
        let ended = Clock.nanoseconds()
        kill(-pid, SIGKILL)
        var status: Int32 = 0
        var usage = rusage()
        try retrying("wait4", "process \(pid)") { wait4(pid, &status, 0, &usage) }
        reaped = true
        return Ending(
            exitCode: isocost_exit_code(status), signal: isocost_exit_signal(status), usage: usage,
            seen: ended, reaped: Clock.nanoseconds())
    }

    /// How a process ended, and what it used.
    public struct Ending: Sendable {
        /// -1 when a signal ended it.
        public var exitCode: Int32
        /// 0 when it exited by itself.
        public var signal: Int32
        /// Of the process and the children it waited for (man 2 getrusage).
        public var usage: rusage
        /// CLOCK_MONOTONIC nanoseconds when the end was seen.
        public var seen: UInt64
        /// CLOCK_MONOTONIC nanoseconds when wait4 had returned.
        public var reaped: UInt64

        public var succeeded: Bool { exitCode == 0 }

        /// `exit status 3`, `signal 11 (Segmentation fault)`.
        public var summary: String {
            signal == 0
                ? "exit status \(exitCode)" : "signal \(signal) (\(String(cString: strsignal(signal))))"
        }
    }
}
