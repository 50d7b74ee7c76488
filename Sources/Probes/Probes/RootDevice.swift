import Glibc

/// Makes a device file of the host's root disk and reads from it. Harmless: the file is opened for reading
/// alone, its name is removed at once, and one block is read.
struct RootDevice: Probe {
    static let property = Property(
        "root.device", "the host's root disk is read",
        attempt: "makes a device file of the host's root disk by mknod(2), and reads one block",
        promisedBy: [["user"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        guard let device = Self.rootDisk() else { throw .notApplicable("the host has no block device") }
        return ["device": .integer(device)]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let escape = try RootEscape(given)
        let path = try ScratchPlace(given).path + "/disk"
        let device = try given.integer("device")
        if let code = refusal({ mknod(path, S_IFBLK | 0o400, UInt(device)) }) {
            return .isolated("mknod gave \(Errno.name(code))")
        }
        let disk = open(path, O_RDONLY | O_CLOEXEC)
        let code = errno
        unlink(path)
        guard disk >= 0 else { return .isolated("open of the device gave \(Errno.name(code))") }
        defer { close(disk) }
        var block = [UInt8](repeating: 0, count: 512)
        if let code = refusal({ pread(disk, &block, block.count, 0) }) {
            return .isolated("read of the device gave \(Errno.name(code))")
        }
        let name = "\(Self.major(device)):\(Self.minor(device))"
        let detail = "mknod and read reached the host's disk \(name)"
        return escape.hasBoundary ? .escaped(detail) : .shared(detail)
    }

    /// The device under `/`; where that is no disk (overlay, btrfs, NFS) the first disk of /proc/partitions.
    private static func rootDisk() -> Int? {
        var facts = stat()
        if stat("/", &facts) == 0, major(Int(facts.st_dev)) != 0 { return Int(facts.st_dev) }
        let partitions = (try? TextFile.contents(of: "/proc/partitions")) ?? ""
        for line in partitions.split(separator: "\n") {
            let fields = line.split(separator: " ")
            guard fields.count == 4, let major = Int(fields[0]), let minor = Int(fields[1]) else { continue }
            if !["ram", "loop", "zram"].contains(where: fields[3].hasPrefix) { return device(major, minor) }
        }
        return nil
    }

    // man 3 makedev: functions behind macros.
    private static func device(_ major: Int, _ minor: Int) -> Int {
        (major & 0xfff) << 8 | (major & ~0xfff) << 32 | (minor & 0xff) | (minor & ~0xff) << 12
    }
    private static func major(_ device: Int) -> Int { (device >> 8) & 0xfff | (device >> 32) & ~0xfff }
    private static func minor(_ device: Int) -> Int { device & 0xff | (device >> 12) & ~0xff }
}
