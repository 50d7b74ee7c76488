import CLinux

/// Asks for the right to set the clock, which no namespace has of its own. Harmless: settimeofday(2) with
/// neither a time nor a time zone checks the right and sets nothing (do_sys_settimeofday64 in
/// kernel/time/time.c).
struct ClockSetting: Probe {
    static let property = Property(
        "system.clock", "the clock of the host is set",
        attempt: "calls settimeofday(2) without a time", promisedBy: [["user"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        if let code = refusal({ isocost_call(Int(ISOCOST_CALL_SETTIMEOFDAY), 0, 0, 0, 0, 0, 0) }) {
            return .isolated("settimeofday gave \(Errno.name(code))")
        }
        return try KernelRight.granted("settimeofday may set the clock (nothing was set)", given)
    }
}
