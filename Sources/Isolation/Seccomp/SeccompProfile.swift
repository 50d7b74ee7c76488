/// Which system calls are allowed, as `linux.seccomp` of an OCI runtime's configuration says it
/// (https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp).
public struct SeccompProfile: Sendable, Equatable {
    public struct Rule: Sendable, Equatable {
        public var names: [String]
        public var action: SeccompAction
        public var arguments: [Argument] = []
    }

    /// A comparison of one argument; all of a rule have to hold.
    public struct Argument: Sendable, Equatable {
        public var index: Int
        public var value: UInt64
        /// Of `maskedEqual`: what the masked argument has to be.
        public var second: UInt64 = 0
        public var comparison: Comparison

        public enum Comparison: String, Sendable, CaseIterable {
            case notEqual = "SCMP_CMP_NE"
            case less = "SCMP_CMP_LT"
            case lessOrEqual = "SCMP_CMP_LE"
            case equal = "SCMP_CMP_EQ"
            case greaterOrEqual = "SCMP_CMP_GE"
            case greater = "SCMP_CMP_GT"
            case maskedEqual = "SCMP_CMP_MASKED_EQ"
        }
    }

    /// A set that the kernel closes (man 2 seccomp).
    public enum Flag: String, Sendable, CaseIterable {
        case log = "SECCOMP_FILTER_FLAG_LOG"
        case allowSpeculation = "SECCOMP_FILTER_FLAG_SPEC_ALLOW"

        var bit: UInt64 {
            switch self {
            case .log: 1 << 1
            case .allowSpeculation: 1 << 2
            }
        }
    }

    public var defaultAction: SeccompAction
    /// `SCMP_ARCH_X86_64`, …; empty for the machine's own alone.
    public var architectures: [String] = []
    public var flags: [Flag] = []
    public var rules: [Rule] = []
}

/// What becomes of a system call.
public struct SeccompAction: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        case killProcess = "SCMP_ACT_KILL_PROCESS"
        case killThread = "SCMP_ACT_KILL_THREAD"
        case kill = "SCMP_ACT_KILL"
        case trap = "SCMP_ACT_TRAP"
        case error = "SCMP_ACT_ERRNO"
        case log = "SCMP_ACT_LOG"
        case allow = "SCMP_ACT_ALLOW"
    }

    public var kind: Kind
    /// Of `error`; EPERM where a profile says nothing.
    public var code: Int

    public init(_ kind: Kind, code: Int = 1) {
        self.kind = kind
        self.code = kind == .error ? code : 1
    }

    /// As libseccomp and the kernel have it (SECCOMP_RET_* of linux/seccomp.h).
    var number: UInt32 {
        switch kind {
        case .killProcess: 0x8000_0000
        case .killThread, .kill: 0
        case .trap: 0x0003_0000
        case .error: 0x0005_0000 | UInt32(code)
        case .log: 0x7ffc_0000
        case .allow: 0x7fff_0000
        }
    }
}
