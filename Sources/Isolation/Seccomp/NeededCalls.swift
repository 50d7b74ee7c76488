import CSeccomp

/// The system calls that a launch and the worker can't do without.
enum NeededCalls {
    /// What the child does after a filter that comes last of all.
    private static let exec = ["execveat"]
    /// What it does after one that has to be there before capabilities are dropped.
    private static let setup = ["prctl", "capset", "chdir", "close_range", "rt_sigprocmask"]
    /// What the worker uses from its start to its end; a workload may use more. Swift seeds its hashes at random.
    private static let worker = [
        "read", "write", "mmap", "munmap", "mprotect", "brk", "getrandom", "exit_group",
    ]
    /// Without it the C library can't set up its thread.
    private static let x86 = ["arch_prctl"]

    /// Those that a filter refuses.
    /// - Parameter isEarly: the filter is installed before capabilities are dropped.
    static func refused(by filter: SystemCallFilter, isEarly: Bool) -> [String] {
        var calls = exec + (isEarly ? setup : []) + worker
        #if arch(x86_64)
            calls += x86
        #endif
        return calls.filter { !isAllowed($0, by: filter) }
    }

    /// - Parameter first: the call's first argument; the others are taken to be zero.
    static func isAllowed(_ call: String, first: UInt64 = 0, by filter: SystemCallFilter) -> Bool {
        guard let result = FilterMachine.run(filter.program, on: data(of: call, first: first)) else {
            return false
        }
        return result == SeccompAction(.allow).number || result == SeccompAction(.log).number
    }

    /// A `struct seccomp_data` (linux/seccomp.h).
    static func data(of call: String, first: UInt64 = 0) -> [UInt8] {
        var data = [UInt8](repeating: 0, count: 64)
        data.withUnsafeMutableBytes {
            $0.storeBytes(of: seccomp_syscall_resolve_name(call), toByteOffset: 0, as: Int32.self)
            $0.storeBytes(of: seccomp_arch_native(), toByteOffset: 4, as: UInt32.self)
            $0.storeBytes(of: first, toByteOffset: 16, as: UInt64.self)
        }
        return data
    }
}
