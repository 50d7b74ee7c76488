/// An archive that the kernel unpacks into its first root, in cpio's format newc
/// (Documentation/driver-api/early-userspace/buffer-format.rst of Linux).
struct InitialRAMFS {
    private(set) var bytes: [UInt8] = []
    private var entries: UInt32 = 0

    /// A root that holds the worker and the console that init's streams are opened on.
    static func holding(worker: [UInt8]) -> InitialRAMFS {
        var archive = InitialRAMFS()
        archive.add("dev", mode: 0o040755)
        archive.add("dev/console", mode: 0o020600, device: (5, 1))
        archive.add(String(RuntimeSite.workerInside.dropFirst()), mode: 0o100755, content: worker)
        archive.add("TRAILER!!!", mode: 0)
        return archive
    }

    /// - Parameters:
    ///   - mode: type and permissions as in man 7 inode.
    ///   - device: major and minor number of a device file.
    mutating func add(
        _ name: String, mode: UInt32, device: (major: UInt32, minor: UInt32) = (0, 0), content: [UInt8] = []
    ) {
        entries += 1
        let fields: [UInt32] = [
            entries, mode, 0, 0, 1, 0, UInt32(content.count), 0, 0, device.major, device.minor,
            UInt32(name.utf8.count + 1), 0,
        ]
        bytes += Array("070701".utf8) + fields.flatMap(Self.hexadecimal) + Array(name.utf8) + [0]
        pad()
        bytes += content
        pad()
    }

    private mutating func pad() {
        while !bytes.count.isMultiple(of: 4) { bytes.append(0) }
    }

    private static func hexadecimal(_ value: UInt32) -> [UInt8] {
        let digits = Array(String(value, radix: 16, uppercase: true).utf8)
        return Array(repeating: UInt8(ascii: "0"), count: 8 - digits.count) + digits
    }
}
