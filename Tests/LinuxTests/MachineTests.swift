import Testing

@testable import Linux

struct MachineTests {
    @Test func modelNameNotModel() {
        let text = """
            processor\t: 0
            vendor_id\t: GenuineIntel
            model\t\t: 143
            model name\t: Intel(R) Xeon(R): Platinum 8481C
            processor\t: 1
            model name\t: another
            """
        #expect(Machine.cpuModel(cpuinfo: text) == "Intel(R) Xeon(R): Platinum 8481C")
    }

    /// arm64 has no `model name`.
    @Test func withoutAModelNameTheArchitecture() {
        let arm = Machine.cpuModel(cpuinfo: "processor\t: 0\nBogoMIPS\t: 50.00\nmodel names\t: no\n")
        #expect(!arm.isEmpty)
        #expect(!arm.contains("no"))
    }

    @Test func memoryIsBytes() {
        let text = "MemTotalOther:  1 kB\nMemTotal:        8140764 kB\nMemFree:          123 kB\n"
        #expect(Machine.memoryBytes(meminfo: text) == 8_140_764 * 1024)
        #expect(Machine.memoryBytes(meminfo: "MemFree: 1 kB\n") == 0)
        #expect(Machine.memoryBytes(meminfo: "") == 0)
    }

    /// Signatures as the vendors' hypervisors give them in CPUID leaf 0x40000000.
    @Test(arguments: [
        ("KVMKVMKVM", "kvm"), ("Microsoft Hv", "hyper-v"), ("VMwareVMware", "vmware"),
        ("XenVMMXenVMM", "xen"),
        ("TCGTCGTCGTCG", "qemu"), ("VBoxVBoxVBox", "virtualbox"), ("bhyve bhyve ", "bhyve"),
        ("ACRNACRNACRN", "unknown"),
    ])
    func hypervisorBySignature(signature: String, name: String) {
        #expect(Machine.hypervisor(signature: signature, vendor: "") == name)
    }

    /// Guests of arm64 and some clouds hide the signature; DMI still tells.
    @Test(arguments: [
        ("QEMU\n", "qemu"), ("Amazon EC2\n", "nitro"), ("Google\n", "gce"), ("VMware, Inc.\n", "vmware"),
        ("Dell Inc.\n", "none"), ("", "none"),
    ])
    func hypervisorByVendor(vendor: String, name: String) {
        #expect(Machine.hypervisor(signature: "", vendor: vendor) == name)
    }

    @Test func theSignatureGoesBeforeTheVendor() {
        #expect(Machine.hypervisor(signature: "KVMKVMKVM", vendor: "Amazon EC2") == "kvm")
    }

    @Test(arguments: [
        ("cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n", "v2"),
        ("cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0\n", "v1"),
        ("c /a cgroup rw 0 0\nc /a/unified cgroup2 rw 0 0\n", "hybrid"),
        // The type counts, not the name or the place.
        ("cgroup /sys/fs/cgroup tmpfs rw 0 0\n", "none"), ("short line\n", "none"), ("", "none"),
    ])
    func cgroupVersionByMountType(mounts: String, version: String) {
        #expect(Machine.cgroupVersion(mounts: mounts) == version)
    }

    @Test func thisMachineIsDescribed() throws {
        #expect(
            Machine.hostname == (try contents(of: "/proc/sys/kernel/hostname")).filter { !$0.isWhitespace })
        #expect(
            Machine.kernelRelease
                == (try contents(of: "/proc/sys/kernel/osrelease")).filter { !$0.isWhitespace })
        #expect(Machine.numaNodes >= 1)
        #expect(Machine.memoryBytes(meminfo: try contents(of: "/proc/meminfo")) > 1 << 20)
    }
}
