import Glibc
import Linux

/// What every virtual machine boots: a kernel, and a root in memory that holds only the worker, as its init.
public enum Guest {
    /// The first line of a worker on a console; whatever the kernel prints comes before.
    public static let greeting = "awake"

    static let workerProcess = ExternalLaunch.Place.hidden(
        reason: "the guest's kernel runs the worker: it is no process of this host's kernel")
    static let scratch = Availability.unavailable(
        reason: "the guest has a root in memory and no file system of the host")

    /// - Parameter ending: how the worker ends the system: `restart` or `poweroff` (man 2 reboot).
    static func parameters(ending: String, site: RuntimeSite) -> [String] {
        ["quiet", "loglevel=0", "panic=-1", "rdinit=\(RuntimeSite.workerInside)"]
            + (site.variables + ["ISOCOST_CONSOLE=\(ending)"]).map(quoted)
    }

    /// A value with blanks stands in quotes (kernel/params.c, next_arg).
    private static func quoted(_ variable: String) -> String {
        guard variable.contains(" "), let equals = variable.firstIndex(of: "=") else { return variable }
        return "\(variable[...equals])\"\(variable[variable.index(after: equals)...])\""
    }

    /// Writes the root, and gives its path.
    static func root(in site: RuntimeSite) throws(IsolationError) -> String {
        let worker = try site.step("read \(site.worker)") { () throws(SystemError) in
            try FileDescriptor(open: site.openWorker, O_RDONLY).readToEnd()
        }
        return try site.write("initramfs", InitialRAMFS.holding(worker: worker).bytes)
    }
}
