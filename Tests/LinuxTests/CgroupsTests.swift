import Testing

@testable import Linux

/// Texts of /proc/self/mountinfo and /proc/self/cgroup, as man 7 cgroups has them.
struct CgroupsTests {
    private static let second =
        "29 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n"
    private static let first = """
        30 29 0:27 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        31 29 0:28 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct
        32 29 0:29 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,xattr,name=systemd
        33 23 0:30 / /proc rw - proc proc rw

        """

    @Test func versionTwoHasOneTree() throws {
        let found = Cgroups(mounts: Self.second, membership: "0::/user.slice/session-1.scope\n").hierarchies
        #expect(found.map(\.version) == [2])
        #expect(found.first?.top == "/sys/fs/cgroup")
        #expect(found.first?.own == "/sys/fs/cgroup/user.slice/session-1.scope")
    }

    @Test func versionOneHasATreeForEachController() {
        let membership = "5:memory:/process/1\n4:cpu,cpuacct:/\n1:name=systemd:/init\n"
        let found = Cgroups(mounts: Self.first, membership: membership)
        #expect(found.hierarchy(of: "memory")?.own == "/sys/fs/cgroup/memory/process/1")
        #expect(found.hierarchy(of: "cpu")?.own == "/sys/fs/cgroup/cpu,cpuacct")
        #expect(found.hierarchy(of: "cpuacct")?.controllers == ["cpu", "cpuacct"])
        #expect(found.hierarchy(of: "pids") == nil)
    }

    @Test func aHybridHostHasBoth() {
        let mounts = Self.first + "34 29 0:31 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n"
        let found = Cgroups(mounts: mounts, membership: "5:memory:/a\n0::/b\n").hierarchies
        #expect(Set(found.map(\.version)) == [1, 2])
        #expect(found.first { $0.version == 2 }?.own == "/sys/fs/cgroup/unified/b")
    }

    /// Inside a container the tree that is mounted begins at the container's own cgroup.
    @Test func aMountThatBeginsFurtherDown() {
        let mounts = "29 23 0:26 /docker/abc /sys/fs/cgroup ro - cgroup2 cgroup rw\n"
        let found = Cgroups(mounts: mounts, membership: "0::/docker/abc/inner\n").hierarchies
        #expect(found.first?.own == "/sys/fs/cgroup/inner")
        let top = Cgroups(mounts: mounts, membership: "0::/docker/abc\n").hierarchies
        #expect(top.first?.own == "/sys/fs/cgroup")
    }
}

struct RouteMessageTests {
    /// man 7 netlink and man 7 rtnetlink: header, struct ifinfomsg, attributes padded to four bytes.
    @Test func aLinkIsLaidOutAsTheKernelReadsIt() {
        var message = RouteMessage(.newLink, flags: RouteMessage.makeNew)
        message.addInterface(index: 7, up: true)
        message.add(RouteMessage.Attribute.name, "iso0")
        message.addNested(RouteMessage.Attribute.linkInfo) {
            $0.add(RouteMessage.Attribute.infoKind, "bridge")
        }
        let bytes = message.bytes
        #expect(bytes.count == 16 + 16 + 12 + 16)
        #expect(bytes[0..<4].elementsEqual([60, 0, 0, 0]), "its length")
        #expect(bytes[4..<8].elementsEqual([16, 0, 0x05, 0x06]), "RTM_NEWLINK, and the flags")
        #expect(bytes[20..<24].elementsEqual([7, 0, 0, 0]), "the index")
        #expect(bytes[24..<32].elementsEqual([1, 0, 0, 0, 1, 0, 0, 0]), "IFF_UP, set")
        #expect(bytes[32..<44].elementsEqual([9, 0, 3, 0] + Array("iso0".utf8) + [0, 0, 0, 0]))
        #expect(bytes[44..<60].elementsEqual([16, 0, 18, 0, 11, 0, 1, 0] + Array("bridge".utf8) + [0, 0]))
        let found = RouteSocket.attributes(bytes, from: 32, to: 60)
        #expect(found[3] == Array("iso0".utf8) + [0])
        #expect(found[18]?.count == 12)
    }

    @Test func anAddressIsInTheOrderOfTheNetwork() {
        var message = RouteMessage(.newAddress)
        message.addAddress(IPv4Address(198, 18, 3, 2), prefix: 24, index: 1000)
        #expect(message.bytes[16..<24].elementsEqual([2, 24, 0, 0, 0xe8, 3, 0, 0]))
        #expect(message.bytes[24..<32].elementsEqual([8, 0, 2, 0, 198, 18, 3, 2]))
        #expect("\(IPv4Address(198, 18, 3, 2))" == "198.18.3.2")
    }

    /// Locally administered, and no group's (IEEE 802: the two lowest bits of the first byte).
    @Test(arguments: ["0123456789abcdef", "ffffffffffffffff", "0000000000000000"])
    func aHardwareAddressIsOneOfOurOwn(token: String) {
        let address = NetworkInterface.hardwareAddress(token)
        #expect(address.count == 6 && address[0] & 3 == 2)
        #expect(address == NetworkInterface.hardwareAddress(token))
    }

    /// A line that is cut off or lies about its length is no reason to read on.
    @Test(arguments: [[3, 0, 1, 0], [200, 0, 1, 0, 1], [4, 0]] as [[UInt8]])
    func malformedAttributesEndTheList(bytes: [UInt8]) {
        #expect(RouteSocket.attributes(bytes, from: 0, to: bytes.count).isEmpty)
    }
}
