import CNUMA
import Glibc

/// What machine this is, as the kernel tells it.
public enum Machine {
    /// `uname -n`.
    public static var hostname: String { name(\.nodename) }
    /// `uname -r`.
    public static var kernelRelease: String { name(\.release) }

    private static func name<Text>(_ field: KeyPath<utsname, Text>) -> String {
        var facts = utsname()
        uname(&facts)
        return withUnsafeBytes(of: facts[keyPath: field]) {
            String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        }
    }

    /// The `model name` of /proc/cpuinfo, or the architecture where there is none (arm64).
    public static func cpuModel(cpuinfo: String) -> String {
        field("model name", of: cpuinfo) ?? name(\.machine)
    }

    /// `MemTotal` of /proc/meminfo, in bytes.
    public static func memoryBytes(meminfo: String) -> UInt64 {
        let number = field("MemTotal", of: meminfo)?.split(separator: " ").first
        return number.flatMap { UInt64($0) }.map { $0 * 1024 } ?? 0
    }

    /// `none`, or the hypervisor that DMI or /sys/hypervisor names; `unknown` when only the CPU's
    /// hypervisor flag tells that there is one.
    public static func virtualization(cpuinfo: String, vendor: String, product: String) -> String {
        let known = [
            ("KVM", "kvm"), ("QEMU", "qemu"), ("VMware", "vmware"), ("VirtualBox", "virtualbox"),
            ("Xen", "xen"), ("Microsoft", "hyper-v"), ("Amazon EC2", "nitro"), ("Google", "gce"),
        ]
        let names = "\(vendor) \(product)"
        if let match = known.first(where: { names.contains($0.0) }) { return match.1 }
        let flags = field("flags", of: cpuinfo)?.split(separator: " ") ?? []
        return flags.contains("hypervisor") ? "unknown" : "none"
    }

    /// `v2` alone, `v1` alone, or both (`hybrid`), from /proc/mounts (man 7 cgroups).
    public static func cgroupVersion(mounts: String) -> String {
        let types = Set(mounts.split(separator: "\n").compactMap { line -> Substring? in
            let fields = line.split(separator: " ")
            return fields.count > 2 ? fields[2] : nil
        })
        switch (types.contains("cgroup"), types.contains("cgroup2")) {
        case (true, true): return "hybrid"
        case (true, false): return "v1"
        case (false, true): return "v2"
        case (false, false): return "none"
        }
    }

    /// NUMA nodes that have memory or CPUs; 1 where the kernel has no NUMA.
    public static var numaNodes: Int {
        numa_available() < 0 ? 1 : max(1, Int(numa_num_configured_nodes()))
    }

    /// The first `name : value` of a kernel table.
    private static func field(_ name: String, of text: String) -> String? {
        for line in text.split(separator: "\n") where line.hasPrefix(name) {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let key = line[..<colon].reversed().drop { $0 == " " || $0 == "\t" }
            guard key.count == name.count else { continue }
            return String(line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" })
        }
        return nil
    }
}
