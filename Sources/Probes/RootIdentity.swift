import CLinux
import Glibc

/// Which folder it is: device, inode, and the mount that it is seen through (man 2 statx, STATX_MNT_ID).
///
/// Device and inode can't tell a bind copy of `/` from `/`; the number of the mount can, and is never the
/// same for two mounts at once. It is 0 where the kernel does not tell it.
struct RootIdentity: Equatable, CustomStringConvertible {
    var device: UInt64
    var inode: UInt64
    var mount: UInt64

    init(of path: String) throws(ProbeError) {
        var found = isocost_identity()
        try system("statx", path) { isocost_identify(path, &found) }
        device = UInt64(found.device_major) << 32 | UInt64(found.device_minor)
        inode = found.inode
        mount = found.mount
    }

    /// - Throws: `ProbeError.malformedRequest` for another text than `description`.
    init(parsing text: String) throws(ProbeError) {
        let parts = text.split(separator: ".").compactMap { UInt64($0) }
        guard parts.count == 3 else { throw .malformedRequest("'\(text)' is no DEVICE.INODE.MOUNT") }
        (device, inode, mount) = (parts[0], parts[1], parts[2])
    }

    var description: String { "\(device).\(inode).\(mount)" }

    /// The same folder, through whatever mount.
    func isSameFolder(as other: RootIdentity) -> Bool { device == other.device && inode == other.inode }
}
