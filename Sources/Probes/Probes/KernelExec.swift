import CLinux
import Glibc

/// Asks for the right to load another kernel. Harmless: more segments than there may be, and flags that do
/// not exist. The kernel looks first whether the process may load any (EPERM), then at these (EINVAL;
/// kernel/kexec.c).
struct KernelExec: Probe {
    static let property = Property(
        "kernel.kexec", "another kernel is loaded",
        attempt: "calls kexec_load(2) with flags and a number of segments that are not valid",
        promisedBy: [["user"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let (segments, flags) = (1 << 20, 0x8000)
        switch refusal({ isocost_call(Int(ISOCOST_CALL_KEXEC_LOAD), 0, segments, 0, flags, 0, 0) }) {
        case EINVAL?:
            return try KernelRight.granted("kexec_load gave EINVAL, not EPERM: it may load a kernel", given)
        case ENOSYS?: throw .notApplicable("kexec_load gave ENOSYS: this kernel can't load another")
        case let code?: return .isolated("kexec_load gave \(Errno.name(code))")
        case nil: throw .malformedRequest("kexec_load took what is no kernel")
        }
    }
}
