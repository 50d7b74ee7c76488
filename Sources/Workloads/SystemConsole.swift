import CLinux
import Glibc

/// The console of a system that this program is the init of: a virtual machine that holds nothing else.
public struct SystemConsole {
    /// Set by the kernel's command line; how the system ends, `restart` or `poweroff`.
    private static let variable = "ISOCOST_CONSOLE"

    private let restarts: Bool

    /// - Returns: nil everywhere else: init is process 1, and its input is a terminal.
    public static func ofThisSystem() -> SystemConsole? {
        guard getpid() == 1, isatty(STDIN_FILENO) == 1, let ending = getenv(variable) else { return nil }
        return SystemConsole(restarts: String(cString: ending) == "restart")
    }

    /// Makes the terminal a plain channel, without echo and line editing, and says that it is one: what
    /// arrived before is lost.
    public func open() {
        // Nobody else is there to do it: an init does, and so do those who make containers.
        workload_bring_loopback_up()
        var settings = termios()
        if tcgetattr(STDIN_FILENO, &settings) == 0 {
            cfmakeraw(&settings)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        }
        let greeting: StaticString = "awake\n"
        _ = write(STDOUT_FILENO, greeting.utf8Start, greeting.utf8CodeUnitCount)
    }

    /// Init must not exit: the kernel would panic.
    public func endSystem() {
        tcdrain(STDOUT_FILENO)
        workload_end_system(restarts ? 1 : 0)
    }
}
