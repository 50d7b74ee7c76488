import CLinux
import CNUMA
import Glibc

/// What machine this is, as the kernel tells it.
public enum Machine {
    /// `uname -n`.
    public static var hostname: String { name(\.nodename) }
    /// `uname -r`.
    public static var kernelRelease: String { name(\.release) }

    /// `uname -m`.
    public static var architecture: String { name(\.machine) }

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

    /// The hypervisor this is a guest of, from CPUID or, where that is silent, from DMI; else `none`.
    public static var virtualization: String {
        var signature = [CChar](repeating: 0, count: 13)
        isocost_hypervisor_signature(&signature)
        let letters = String(
            decoding: signature.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        let vendor = (try? contents(of: "/sys/class/dmi/id/sys_vendor")) ?? ""
        return hypervisor(signature: letters, vendor: vendor)
    }

    /// - Parameters:
    ///   - signature: the letters of CPUID leaf 0x40000000; empty where there is no hypervisor.
    ///   - vendor: of the machine, as DMI has it.
    static func hypervisor(signature: String, vendor: String) -> String {
        let signatures = [
            ("KVM", "kvm"), ("Microsoft", "hyper-v"), ("VMware", "vmware"), ("Xen", "xen"), ("TCG", "qemu"),
            ("VBox", "virtualbox"), ("bhyve", "bhyve"),
        ]
        if let match = signatures.first(where: { signature.hasPrefix($0.0) }) { return match.1 }
        let vendors = [("QEMU", "qemu"), ("Amazon EC2", "nitro"), ("Google", "gce"), ("VMware", "vmware")]
        if let match = vendors.first(where: { vendor.hasPrefix($0.0) }) { return match.1 }
        return signature.isEmpty ? "none" : "unknown"
    }

    /// `v2` alone, `v1` alone, or both (`hybrid`), from /proc/mounts (man 7 cgroups).
    public static func cgroupVersion(mounts: String) -> String {
        let types = Set(
            mounts.split(separator: "\n").compactMap { line -> Substring? in
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
