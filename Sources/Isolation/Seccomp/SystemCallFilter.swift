/// A compiled seccomp filter: what seccomp(2) takes, and what its messages call it.
public struct SystemCallFilter: Sendable, Equatable {
    public var name: String
    /// `struct sock_filter[]` (linux/filter.h), in this machine's byte order.
    public var program: [UInt8]
    /// SECCOMP_FILTER_FLAG_*.
    public var flags: UInt64

    /// Instructions.
    public var count: Int { program.count / 8 }
}
