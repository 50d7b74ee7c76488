import Glibc
import Linux
import Testing

@testable import Isolation

struct InitialRAMFSTests {
    /// One entry of an archive, as the kernel reads it.
    private struct Entry: Equatable {
        var name: String
        var mode: UInt32
        var device: [UInt32]
        var content: [UInt8]
    }

    private func entries(of bytes: [UInt8]) throws -> [Entry] {
        var found: [Entry] = []
        var place = 0
        while place < bytes.count {
            let header = String(decoding: bytes[place..<place + 110], as: UTF8.self)
            try #require(header.hasPrefix("070701") && place.isMultiple(of: 4))
            let fields = (0..<13).map { field -> UInt32 in
                let start = header.index(header.startIndex, offsetBy: 6 + field * 8)
                return UInt32(header[start..<header.index(start, offsetBy: 8)], radix: 16) ?? .max
            }
            let nameEnd = place + 110 + Int(fields[11])
            let name = String(decoding: bytes[place + 110..<nameEnd - 1], as: UTF8.self)
            let content = (nameEnd + 3) / 4 * 4
            let end = content + Int(fields[6])
            found.append(
                Entry(
                    name: name, mode: fields[1], device: [fields[9], fields[10]],
                    content: Array(bytes[content..<end])))
            place = (end + 3) / 4 * 4
        }
        return found
    }

    @Test(arguments: 0..<5)
    func itHoldsTheWorkerAndAConsole(length: Int) throws {
        let worker = [UInt8](repeating: 7, count: length)
        let found = try entries(of: InitialRAMFS.holding(worker: worker).bytes)
        #expect(found.map(\.name) == ["dev", "dev/console", "isocost-worker", "TRAILER!!!"])
        #expect(found[1].mode == UInt32(S_IFCHR) | 0o600 && found[1].device == [5, 1])
        #expect(found[2].mode == UInt32(S_IFREG) | 0o755 && found[2].content == worker)
    }
}

struct GuestKernelTests {
    @Test(arguments: [
        ("vmlinuz-6.1.0-9-amd64", "vmlinuz-6.1.0-10-amd64", true), ("vmlinuz-6.12.1", "vmlinuz-6.9.0", false),
        (
            "linux-image-6.1.0-56-amd64_6.1.192-2_amd64.deb",
            "linux-image-6.1.0-56-amd64_6.1.199-1_amd64.deb", true
        ),
        ("vmlinuz-6.1.0", "vmlinuz-6.1.0", false),
    ])
    func versionsAreOrderedByNumber(left: String, right: String, isOlder: Bool) {
        #expect(GuestKernel.isOlder(left, right) == isOlder)
    }

    @Test(arguments: [
        ("linux-image-6.1.0-56-amd64_6.1.192-2_amd64.deb", true), ("linux-image-amd64_6.1_amd64.deb", false),
        ("linux-image-6.1.0-56-amd64-dbg_6.1.192-2_amd64.deb", false), ("linux-base_4.9_all.deb", false),
    ])
    func onlyAPackageThatHasAKernelIsOne(name: String, isOne: Bool) {
        #expect(GuestKernel.isPackage(name) == isOne)
    }

    @Test func aKernelThatIsNamedHasToBeThere() {
        #expect(GuestKernel.find(named: "/missing/vmlinuz") == nil)
        #expect(GuestKernel.find(named: "/bin/sh")?.name == "sh")
    }

    @Test func aPackageThatIsNoneIsToldOf() throws {
        let fixture = try RuntimeFixture()
        let path = try fixture.site.write("linux-image-6.deb", "no package")
        let error = #expect(throws: IsolationError.self) {
            try GuestKernel(path: path).image(in: fixture.site)
        }
        #expect("\(error!)".contains("unpack the kernel of \(path)"))
    }
}

struct VirtualMachineTests {
    @Test func theCommandNamesWhatIsChosen() throws {
        let fixture = try RuntimeFixture()
        let choice = try RuntimeFixture.choice([
            "name": "qemu", "path": "/bin/true", "kernel": "/bin/sh", "accel": "tcg", "memory": "1GiB",
        ])
        let launch = try choice.runtime.prepare(fixture.site, executable: choice.path!, choice: choice)
        let command = launch.workerCommand
        func after(_ word: String) -> String? { command.firstIndex(of: word).map { command[$0 + 1] } }
        #expect(after("-accel") == "tcg" && after("-m") == "1024M" && after("-kernel") == "/bin/sh")
        #expect(
            after("-append")?.contains("rdinit=/isocost-worker SWIFT_ROOT=/ ISOCOST_CONSOLE=restart") == true)
        #expect(after("-initrd").map { access($0, R_OK) } == 0)
        #expect(launch.channel == .console && launch.details == "tcg, guest sh")
        guard case .unavailable = launch.scratch else {
            return #expect(Bool(false), "it has no files of the host")
        }
    }

    /// /bin/false is a virtual machine on which no guest boots.
    @Test(.enabled(if: access("/dev/kvm", R_OK | W_OK) == 0, "no /dev/kvm"))
    func whereNoGuestBootsOnKVMThatIsSaid() throws {
        let fixture = try RuntimeFixture()
        let found = try Accelerator.choose("auto", site: fixture.site) { _ in ["/bin/false"] }
        #expect(found.accelerator == .tcg)
        #expect(found.note?.contains("/dev/kvm is there, but a guest ended: exit status 1") == true)
    }

    @Test(.enabled(if: access("/dev/kvm", R_OK | W_OK) == 0, "no /dev/kvm"))
    func whereTheWorkerAwakesOnKVMItIsUsed() throws {
        let fixture = try RuntimeFixture()
        let found = try Accelerator.choose("auto", site: fixture.site) { _ in
            ["/bin/sh", "-c", "echo boot; echo awake; sleep 100"]
        }
        #expect(found.accelerator == .kvm && found.note == nil)
    }

    @Test func anAcceleratorThatIsNamedIsNotTried() throws {
        let fixture = try RuntimeFixture()
        let found = try Accelerator.choose("kvm", site: fixture.site) { _ in ["/missing"] }
        #expect(found.accelerator == .kvm)
    }
}
