import CLinux

/// Ctrl-C and its kin, as a flag that the main loop looks at.
public enum Interruption {
    /// From now on SIGINT, SIGTERM and SIGHUP only raise the flag, and SIGPIPE is an EPIPE.
    public static func watch() { isocost_watch_interrupts() }

    /// The signal that came, or nil.
    public static var signal: Int32? {
        let signal = isocost_interrupt()
        return signal == 0 ? nil : signal
    }

    /// Ends this process by the signal that came, as its sender expects.
    public static func resend() { isocost_resend_interrupt() }
}
