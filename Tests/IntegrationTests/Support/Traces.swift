import Glibc
import Linux

/// What a run could leave on the host: compared before and after.
struct Traces: Equatable {
    var mounts: [String]
    var interfaces: Set<String>
    var cgroups: Set<String>
    /// Addresses of IPv6, and what says whether and how the kernel uses it.
    var ipv6: Set<String>
    /// What is in the folder that runs were given with --scratch.
    var scratch: Set<String>

    init(scratch folder: String) {
        mounts = ((try? contents(of: "/proc/self/mounts")) ?? "").split(separator: "\n").map(String.init)
        interfaces = Set(names(in: "/sys/class/net"))
        cgroups = Traces.cgroups(below: "/sys/fs/cgroup", depth: 4)
        ipv6 = Traces.ipv6()
        scratch = Set(names(in: folder))
    }

    private static func ipv6() -> Set<String> {
        let addresses = ((try? contents(of: "/proc/net/if_inet6")) ?? "").split(separator: "\n").map(
            String.init)
        let settings = names(in: "/proc/sys/net/ipv6/conf").flatMap { name in
            ["disable_ipv6", "forwarding", "accept_ra", "autoconf"].map { setting in
                let path = "/proc/sys/net/ipv6/conf/\(name)/\(setting)"
                return "\(path): \((try? contents(of: path)) ?? "")"
            }
        }
        return Set(addresses + settings)
    }

    /// What systemd-nspawn calls those below its own.
    private static let ofNspawn: Set<String> = ["payload", "supervisor"]

    private static func cgroups(below path: String, depth: Int) -> Set<String> {
        guard depth > 0 else { return [] }
        return names(in: path).filter { !$0.contains(".") || $0.contains("isocost") }.reduce(into: []) {
            found, name in
            let inner = "\(path)/\(name)"
            if name.contains("isocost") || ofNspawn.contains(name) { found.insert(inner) }
            found.formUnion(cgroups(below: inner, depth: depth - 1))
        }
    }
}

/// The processes of this host, by /proc.
enum Processes {
    /// All that came from a process, without itself.
    static func descendants(of ancestor: pid_t) -> Set<pid_t> {
        let parents = all().compactMap { pid in parent(of: pid).map { (pid, $0) } }
        var found: Set<pid_t> = []
        var fresh: Set<pid_t> = [ancestor]
        while !fresh.isEmpty {
            fresh = Set(parents.filter { fresh.contains($0.1) && !found.contains($0.0) }.map(\.0))
            found.formUnion(fresh)
        }
        return found
    }

    /// Those that still run: a zombie waits for whoever adopted it, and is nothing that isocost left.
    static func running(_ pids: Set<pid_t>) -> Set<pid_t> {
        pids.filter { pid in
            guard let state = (try? ProcessStatus(of: pid))?["State"] else { return false }
            return !state.hasPrefix("Z") && !state.hasPrefix("X")
        }
    }

    /// Those that were given a word as an argument.
    static func withArgument(_ word: String) -> Set<pid_t> {
        running(
            Set(
                all().filter { pid in
                    let words = ((try? contents(of: "/proc/\(pid)/cmdline")) ?? "").split(separator: "\0")
                    return words.contains(Substring(word))
                }))
    }

    static func kill(_ pids: Set<pid_t>) {
        for pid in pids { Glibc.kill(pid, SIGKILL) }
    }

    private static func all() -> [pid_t] { names(in: "/proc").compactMap { pid_t($0) } }

    private static func parent(of pid: pid_t) -> pid_t? {
        (try? ProcessStatus(of: pid))?["PPid"].flatMap { pid_t($0) }
    }
}
