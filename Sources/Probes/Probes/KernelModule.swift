import CLinux
import Glibc

/// Asks for the right to load a kernel module. Harmless: the module is one byte long. The kernel looks first
/// whether the process may load any (EPERM), then whether the image can be one (ENOEXEC;
/// kernel/module/main.c).
struct KernelModule: Probe {
    static let property = Property(
        "kernel.module", "a kernel module is loaded",
        attempt: "calls init_module(2) with an image of one byte", promisedBy: [["user"]])

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let code = "".withCString { text in
            refusal {
                isocost_call(
                    Int(ISOCOST_CALL_INIT_MODULE), Int(bitPattern: text), 1, Int(bitPattern: text), 0, 0, 0)
            }
        }
        switch code {
        case ENOEXEC?:
            return try KernelRight.granted("init_module gave ENOEXEC, not EPERM: it may load modules", given)
        case ENOSYS?: throw .notApplicable("init_module gave ENOSYS: this kernel has no modules")
        case let code?: return .isolated("init_module gave \(Errno.name(code))")
        case nil: throw .malformedRequest("init_module took an image of one byte")
        }
    }
}
