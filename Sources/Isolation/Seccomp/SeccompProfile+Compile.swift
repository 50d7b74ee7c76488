import CLinux
import CSeccomp
import Glibc
import Linux

extension SeccompProfile {
    /// Compiles the profile with libseccomp.
    ///
    /// As runtimes do, names that this machine's kernel has no number for are left out: lists are made for
    /// many machines.
    /// - Throws: `SystemError` naming the rule that libseccomp refuses.
    package func compiled(name: String) throws(SystemError) -> SystemCallFilter {
        guard let context = seccomp_init(defaultAction.number) else {
            throw SystemError("seccomp_init", name, code: EINVAL)
        }
        defer { seccomp_release(context) }
        try addArchitectures(to: context)
        for rule in rules where rule.action != defaultAction {
            for call in rule.names { try add(call, rule, to: context) }
        }
        let program = try exported(context, name: name)
        return SystemCallFilter(name: name, program: program, flags: flags.reduce(0) { $0 | $1.bit })
    }

    private func addArchitectures(to context: scmp_filter_ctx) throws(SystemError) {
        for architecture in architectures {
            let token = seccomp_arch_resolve_name(
                String(architecture.dropFirst("SCMP_ARCH_".count)).lowercased())
            if token == 0 {
                throw SystemError("add the architecture", architecture, code: EINVAL)
            }
            let result = seccomp_arch_add(context, token)
            if result < 0, result != -EEXIST {
                throw SystemError("add the architecture", architecture, code: -result)
            }
        }
    }

    private func add(_ call: String, _ rule: Rule, to context: scmp_filter_ctx) throws(SystemError) {
        let number = seccomp_syscall_resolve_name(call)
        // __NR_SCMP_ERROR: libseccomp has not heard of it.
        guard number != -1 else { return }
        // Comparisons of the same argument are alternatives in runtimes (runc's matchCall): one rule each.
        let indices = Set(rule.arguments.map(\.index))
        let groups =
            indices.count == rule.arguments.count ? [rule.arguments] : rule.arguments.map { [$0] }
        for group in groups {
            let comparisons = group.map(\.native)
            let result = seccomp_rule_add_array(
                context, rule.action.number, number, UInt32(comparisons.count), comparisons)
            // EDOM: of no architecture here.
            if result < 0, result != -EDOM, result != -EEXIST {
                throw SystemError("add the rule for", call, code: -result)
            }
        }
    }

    /// Through a file, which is all that libseccomp 2.5 writes to.
    private func exported(_ context: scmp_filter_ctx, name: String) throws(SystemError) -> [UInt8] {
        let file = FileDescriptor(
            owning: try retrying("memfd_create", name) { isocost_memory_file("isocost-seccomp") })
        let result = seccomp_export_bpf(context, file.rawValue)
        if result < 0 { throw SystemError("compile the filter", name, code: -result) }
        try retrying("lseek", name) { lseek(file.rawValue, 0, SEEK_SET) }
        return try file.readToEnd()
    }
}

extension SeccompProfile.Argument {
    fileprivate var native: scmp_arg_cmp {
        let operation: scmp_compare =
            switch comparison {
            case .notEqual: SCMP_CMP_NE
            case .less: SCMP_CMP_LT
            case .lessOrEqual: SCMP_CMP_LE
            case .equal: SCMP_CMP_EQ
            case .greaterOrEqual: SCMP_CMP_GE
            case .greater: SCMP_CMP_GT
            case .maskedEqual: SCMP_CMP_MASKED_EQ
            }
        return scmp_arg_cmp(arg: UInt32(index), op: operation, datum_a: value, datum_b: second)
    }
}
