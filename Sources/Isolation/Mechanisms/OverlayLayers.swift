import Glibc
import Linux

/// The folders of an overlay.
struct Layers {
    var lower: String
    var upper: String
    var work: String

    /// `userxattr`: a user namespace may not keep its marks in trusted attributes.
    func mount(on target: String, inUserNamespace: Bool) -> Step {
        let marks = inUserNamespace ? ",userxattr" : ""
        let data = "lowerdir=\(lower),upperdir=\(upper),workdir=\(work),index=off\(marks)"
        return .mount(source: "overlay", target: target, type: "overlay", flags: 0, data: data)
    }

    /// The same for one folder of the lower layer.
    func piece(_ name: String) -> Layers {
        Layers(
            lower: lower == "/" ? "/\(name)" : "\(lower)/\(name)", upper: "\(upper)/\(name)",
            work: "\(work)/\(name)")
    }
}

/// Layers in a scratch folder, on the file system to be measured.
final class DiskLayers: Sendable {
    private let folder: ScratchFolder
    let lower: String
    private let upper: String
    private let work: String

    init(in plan: LaunchPlan) throws(IsolationError) {
        let scratch = plan.scratchFolder ?? plan.stagingFolder
        let parent = scratch.lastIndex(of: "/").map { String(scratch[..<$0]) } ?? "/var/tmp"
        do throws(SystemError) {
            folder = try ScratchFolder(in: parent)
            lower = try folder.makeFolder("lower")
            upper = try folder.makeFolder("upper")
            work = try folder.makeFolder("work")
        } catch { throw .launchFailed(environment: plan.environment, error: error) }
    }

    func layers(lower: String) -> Layers { Layers(lower: lower, upper: upper, work: work) }

    /// Whether the folders in here are among those of a lower layer: then an upper layer in here would lie inside
    /// it, or on a mount of its own, which an overlay of the lower one does not show.
    func isBelow(_ lower: String) -> Bool { lower == "/" || upper.hasPrefix(lower + "/") }
}

/// What a folder to be put below an overlay holds.
struct LowerFolder {
    /// Folders on which, or below which, something is mounted.
    private let mounted: Set<String>
    let path: String

    init(_ path: String, mountTable: String? = nil) {
        self.path = path
        let table = mountTable ?? ((try? contents(of: "/proc/self/mountinfo")) ?? "")
        let prefix = path == "/" ? "/" : path + "/"
        mounted = Set(
            table.split(separator: "\n").compactMap { line in
                let fields = line.split(separator: " ")
                guard fields.count > 4, fields[4].hasPrefix(prefix), fields[4] != "/" else { return nil }
                return fields[4].dropFirst(prefix.count).split(separator: "/").first.map(String.init)
            })
    }

    /// A user namespace may not see below what is mounted over the host's files, so that the kernel lets it
    /// put no folder with such mounts below an overlay (clone_private_mount in fs/namespace.c).
    var hasMounts: Bool { !mounted.isEmpty }

    enum Entry: Equatable {
        case folder(String)
        /// One with mounts, of which only the name is shown.
        case mountPoint(String)
        case link(String, says: String)
    }

    /// Folders and links; other files directly in it are left out.
    var entries: [Entry] {
        names(in: path).sorted().compactMap { name in
            let full = path == "/" ? "/\(name)" : "\(path)/\(name)"
            var facts = stat()
            guard lstat(full, &facts) == 0 else { return nil }
            switch facts.st_mode & S_IFMT {
            case S_IFDIR: return mounted.contains(name) ? .mountPoint(name) : .folder(name)
            case S_IFLNK: return Self.target(of: full).map { .link(name, says: $0) }
            default: return nil
            }
        }
    }

    private static func target(of link: String) -> String? {
        var buffer = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let length = buffer.withUnsafeMutableBytes { readlink(link, $0.baseAddress!, $0.count) }
        return length > 0 ? String(decoding: buffer[..<length], as: UTF8.self) : nil
    }
}
