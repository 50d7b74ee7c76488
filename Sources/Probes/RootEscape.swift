import CLinux
import Glibc

/// Judges whether a process that set out from its own root has come to the host's.
struct RootEscape {
    /// The root that the environment gave to the process.
    let start: RootIdentity
    let host: RootIdentity
    private let canary: String
    private let sharesKernel: Bool
    private let secret: String

    init(_ given: Values) throws(ProbeError) {
        start = try RootIdentity(of: "/")
        host = try RootIdentity(parsing: given.text("hostRoot"))
        canary = try given.text("canary")
        secret = try given.text("secret")
        sharesKernel = given.flag("same.kernel") != false
    }

    /// True for the root of the host itself, seen through the host's own mount.
    func isHosts(_ root: RootIdentity) -> Bool { sharesKernel && root == host }

    /// False where the root is the host's own from the start.
    var hasBoundary: Bool { start != host }

    /// What it means that the host's root was reached.
    func reached(_ detail: String) -> Outcome {
        hasBoundary ? .escaped(detail) : .shared("\(detail); it is this root from the start")
    }

    /// Nil when the working folder is not the host's root: another folder, or still the root of the start.
    func arrival(by way: String) -> Outcome? {
        // In a kernel of its own the numbers of a folder may be those of the host's by chance.
        guard sharesKernel, let here = try? RootIdentity(of: "."), here.isSameFolder(as: host),
            here != start || !hasBoundary
        else { return nil }
        let proof = readsCanary() ? ", and a file of the host was read there" : ""
        return reached("\(way) leads to the root of the host\(proof)")
    }

    /// Walks up until there is nothing above, and looks where that is. Where the file system has no way up
    /// from the working folder (a detached mount, a folder that is its mount's root) it goes nowhere.
    func climb(by way: String) -> Outcome? {
        for _ in 0..<Self.depth { chdir("..") }
        return arrival(by: way)
    }

    /// Deeper than any working folder that a probe has.
    private static let depth = 64

    /// By the path from the root, below the working folder.
    private func readsCanary() -> Bool {
        (try? TextFile.contents(of: "." + canary)) == secret
    }
}
