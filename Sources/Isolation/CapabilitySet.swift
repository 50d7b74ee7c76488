import Naming

/// A set of capabilities (man 7 capabilities), a bit each as in /proc/PID/status.
public struct CapabilitySet: Sendable, Equatable, CustomStringConvertible {
    public var mask: UInt64

    public init(mask: UInt64) { self.mask = mask }

    /// - Parameter names: as in linux/capability.h; unknown ones are left out.
    public init(_ names: [String]) {
        mask = names.reduce(0) { mask, name in
            CapabilitySet.names.firstIndex(of: name).map { mask | 1 << UInt64($0) } ?? mask
        }
    }

    /// By number, as in linux/capability.h up to Linux 5.9, which has added the last one.
    public static let names = [
        "CAP_CHOWN", "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH", "CAP_FOWNER", "CAP_FSETID", "CAP_KILL",
        "CAP_SETGID", "CAP_SETUID", "CAP_SETPCAP", "CAP_LINUX_IMMUTABLE", "CAP_NET_BIND_SERVICE",
        "CAP_NET_BROADCAST", "CAP_NET_ADMIN", "CAP_NET_RAW", "CAP_IPC_LOCK", "CAP_IPC_OWNER",
        "CAP_SYS_MODULE", "CAP_SYS_RAWIO", "CAP_SYS_CHROOT", "CAP_SYS_PTRACE", "CAP_SYS_PACCT",
        "CAP_SYS_ADMIN", "CAP_SYS_BOOT", "CAP_SYS_NICE", "CAP_SYS_RESOURCE", "CAP_SYS_TIME",
        "CAP_SYS_TTY_CONFIG", "CAP_MKNOD", "CAP_LEASE", "CAP_AUDIT_WRITE", "CAP_AUDIT_CONTROL",
        "CAP_SETFCAP", "CAP_MAC_OVERRIDE", "CAP_MAC_ADMIN", "CAP_SYSLOG", "CAP_WAKE_ALARM",
        "CAP_BLOCK_SUSPEND", "CAP_AUDIT_READ", "CAP_PERFMON", "CAP_BPF", "CAP_CHECKPOINT_RESTORE",
    ]

    /// Those in the set, by number.
    public var names: [String] {
        Self.names.enumerated().filter { contains($0.offset) }.map(\.element)
    }

    /// 16 hexadecimal digits, as in /proc/PID/status.
    public var description: String {
        let digits = String(mask, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    public func contains(_ number: Int) -> Bool { mask >> UInt64(number) & 1 != 0 }

    public func union(_ other: Self) -> Self { Self(mask: mask | other.mask) }
    public func intersection(_ other: Self) -> Self { Self(mask: mask & other.mask) }
    public func subtracting(_ other: Self) -> Self { Self(mask: mask & ~other.mask) }

    /// A list of names, with or without `CAP_`.
    init(reading setting: Setting, key: String) throws(SettingError) {
        var found: [String] = []
        for item in try setting.list(key) {
            let typed = try item.text(key)
            let upper = typed.uppercased()
            let name = upper.hasPrefix("CAP_") ? upper : "CAP_\(upper)"
            guard Self.names.contains(name) else {
                let near = NearestName.hint(among: Self.names, to: name)
                throw item.error("'\(key)' cannot have '\(typed)'\(near) (man 7 capabilities lists them)")
            }
            found.append(name)
        }
        self.init(found)
    }

    var setting: Setting { .texts(names) }
}
