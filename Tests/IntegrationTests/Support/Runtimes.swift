import Foundation
import Glibc
import Linux

/// The runtimes that isocost can start here.
enum Runtimes {
    /// What `scripts/install-dependencies --for test` installs.
    static let small = ["bwrap", "unshare", "crun", "runc", "systemd-nspawn"]
    /// What `--for runtimes` installs beside these.
    static let large = ["gvisor", "podman", "lxc", "firejail", "qemu", "uml"]
    /// Those whose worker is no process of the host.
    static let hidden = ["gvisor", "qemu", "uml"]
    /// Those that hold none of the host's files.
    static let withoutFiles = ["qemu", "uml"]
    /// Those that leave `lo` down.
    static let withoutLoopback = ["unshare"]

    /// As `isocost list environments` has it; the small ones are to be there where tests must work.
    static let present: [String] = (small + large).filter { name in
        (Requirement.mustWork && small.contains(name)) || listed.contains { $0.hasPrefix("\(name) ") }
    }

    static let absent = (small + large).filter { !present.contains($0) }

    /// The lines of what is available.
    private static let listed: [String] = {
        guard geteuid() == 0, let folder = try? TemporaryFolder(),
            let end = try? Program.isocost(["list", "environments"], in: folder).run()
        else { return [] }
        return end.output.split(separator: "\n").map(String.init).filter { !$0.contains("(unavailable:") }
    }()
}

extension Processes {
    /// Those that run this very file, whatever it is called where they are.
    static func executing(_ path: String) -> Set<pid_t> {
        guard let file = identity(path) else { return [] }
        return running(
            Set(names(in: "/proc").compactMap { pid_t($0) }.filter { identity("/proc/\($0)/exe") == file }))
    }

    /// Device and inode.
    private static func identity(_ path: String) -> [UInt64]? {
        var facts = stat()
        return stat(path, &facts) == 0 ? [UInt64(facts.st_dev), UInt64(facts.st_ino)] : nil
    }
}
