import CLinux
import Glibc

/// Asks for the right to reboot. Harmless: without its magic numbers reboot(2) does nothing. The kernel looks
/// first whether the process may (EPERM), then at the numbers (EINVAL; kernel/reboot.c). In a pid namespace
/// of its own a process that may ends that namespace, and not the host.
struct Reboot: Probe {
    static let property = Property(
        "kernel.reboot", "the host is rebooted",
        attempt: "calls reboot(2) with magic numbers that are not valid", promisedBy: [["pid"], ["user"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        switch refusal({ isocost_call(Int(ISOCOST_CALL_REBOOT), 0, 0, 0, 0, 0, 0) }) {
        case EINVAL? where given.flag("same.kernel") == false:
            return .isolated("reboot may reboot a kernel of its own")
        case EINVAL?: return try allowed(isHosts: given.flag("same.pid"))
        case let code?: return .isolated("reboot gave \(Errno.name(code))")
        case nil: throw .malformedRequest("reboot took magic numbers that are none")
        }
    }

    private func allowed(isHosts: Bool?) throws(ProbeError) -> Outcome {
        switch isHosts {
        case true?: return .shared("reboot gave EINVAL, not EPERM: it may reboot the host")
        case false?: return .isolated("reboot may end its own pid namespace, and nothing else")
        case nil: throw .notApplicable("what reboot would end can't be told from outside")
        }
    }
}
