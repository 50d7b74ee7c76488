import Glibc
import Linux

/// Why an event did not open, in words that say what to do.
struct OpenFailure {
    /// errno of perf_event_open(2).
    let code: Int32
    let isHardware: Bool
    /// `kernel.perf_event_paranoid`; nil where there is no such file.
    let paranoid: Int?
    /// Whether the host counts anything in hardware.
    let hasPMU: Bool

    /// A failure on this host.
    init(_ error: SystemError, of encoding: EventEncoding) {
        code = error.code
        isHardware = encoding.isHardware
        paranoid = Self.paranoid
        hasPMU = error.code == ENOENT && encoding.isHardware ? Self.hasPMU : true
    }

    init(code: Int32, isHardware: Bool, paranoid: Int?, hasPMU: Bool) {
        self.code = code
        self.isHardware = isHardware
        self.paranoid = paranoid
        self.hasPMU = hasPMU
    }

    /// The kernel refused for lack of privilege, so that user mode alone may still be counted.
    var isRefusal: Bool { code == EACCES || code == EPERM }

    var reason: String {
        switch code {
        case ENOENT where isHardware && !hasPMU: "no hardware PMU: perf_event_open gave ENOENT"
        case ENOENT, ENODEV, EOPNOTSUPP:
            "this CPU's PMU does not have the event: perf_event_open gave \(name)"
        case EACCES, EPERM: refusal
        case EMFILE, ENFILE: "no file descriptor left (\(name)): raise `ulimit -n` or count fewer events"
        case EINVAL: "the kernel can't count it per process, or not with these modifiers (EINVAL)"
        case ENOSYS: "the kernel has no perf_event_open (ENOSYS): CONFIG_PERF_EVENTS is off"
        case EBUSY: "another program holds the PMU for itself (EBUSY)"
        case ESRCH: "the process was gone when its counter was opened (ESRCH)"
        default: "perf_event_open: \(String(cString: strerror(code))) (errno \(code))"
        }
    }

    private var refusal: String {
        guard let paranoid, paranoid > 1 else {
            return "perf_event_open gave \(name): a seccomp filter or the kernel's lockdown forbids it, "
                + "or the process belongs to another user; CAP_PERFMON may help"
        }
        return "not permitted (\(name)): kernel.perf_event_paranoid is \(paranoid); "
            + "`sysctl kernel.perf_event_paranoid=1` or CAP_PERFMON allows it"
    }

    /// The name of errno, as in its man page.
    private var name: String {
        let names = [
            ENOENT: "ENOENT", ENODEV: "ENODEV", EOPNOTSUPP: "EOPNOTSUPP", EACCES: "EACCES", EPERM: "EPERM",
            EMFILE: "EMFILE", ENFILE: "ENFILE",
        ]
        return names[code] ?? "errno \(code)"
    }

    private static var paranoid: Int? {
        guard let text = try? contents(of: "/proc/sys/kernel/perf_event_paranoid") else { return nil }
        return text.split(separator: "\n").first.flatMap { Int($0) }
    }

    /// Cycles are what every PMU counts; a refusal says nothing against there being one.
    private static var hasPMU: Bool {
        guard case .found(let cycles) = EventTable.encode("perf::cycles:u"),
            case .failure(let error) = PerfEvent.canOpen(cycles)
        else { return true }
        return error.code != ENOENT
    }
}
