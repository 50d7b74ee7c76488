import Glibc
import Linux

/// The Linux kernel that a virtual machine boots.
struct GuestKernel {
    /// A bzImage or vmlinux, or a Debian package with one.
    var path: String

    /// Its file's name: what there is of a version without booting it.
    var name: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Named by the user; else the newest of /boot; else the newest of Debian's packages, as they were
    /// downloaded.
    static func find(named path: String?) -> GuestKernel? {
        if let path { return access(path, R_OK) == 0 ? GuestKernel(path: path) : nil }
        if let kernel = newest(in: "/boot", where: { $0.hasPrefix("vmlinuz-") }) {
            return GuestKernel(path: kernel)
        }
        return packages.lazy.compactMap { newest(in: $0, where: isPackage) }.first.map(GuestKernel.init)
    }

    /// Where scripts/install-dependencies and apt-get put packages that are not installed.
    private static let packages = ["/var/cache/isocost", "/var/cache/apt/archives"]

    static let places = (["/boot"] + packages).joined(separator: ", ")

    static let advice =
        "name one with runtime: {name: qemu, kernel: /…/vmlinuz}, or let "
        + "`scripts/install-dependencies --for runtimes` fetch Debian's"

    static func isPackage(_ name: String) -> Bool {
        name.hasPrefix("linux-image-") && name.hasSuffix(".deb")
            && name.dropFirst("linux-image-".count).first?.isNumber == true && !name.contains("-dbg_")
    }

    private static func newest(in folder: String, where fits: (String) -> Bool) -> String? {
        names(in: folder).filter(fits).filter { access("\(folder)/\($0)", R_OK) == 0 }
            .max { isOlder($0, $1) }.map { "\(folder)/\($0)" }
    }

    /// By the numbers in their names, as versions are ordered.
    static func isOlder(_ left: String, _ right: String) -> Bool {
        func numbers(_ name: String) -> [Int] { name.split { !$0.isNumber }.map { Int($0) ?? 0 } }
        return numbers(left).lexicographicallyPrecedes(numbers(right))
    }

    /// The kernel itself, unpacked into the site where it is in a package.
    func image(in site: RuntimeSite) throws(IsolationError) -> String {
        guard path.hasSuffix(".deb") else { return path }
        let folder = try site.makeFolder("kernel")
        // The package has hundreds of megabytes of modules that nobody here wants.
        let script = #"dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --wildcards './boot/vmlinuz*'"#
        let unpacking = HelperProgram(command: ["/bin/sh", "-c", script, "sh", path, folder], limit: 120)
        let ending = try unpacking.run(environment: site.environment)
        guard ending.succeeded, let name = names(in: "\(folder)/boot").first else {
            throw site.failure("unpack the kernel of \(path)", ending.summary)
        }
        return "\(folder)/boot/\(name)"
    }
}
