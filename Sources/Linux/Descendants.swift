import CLinux
import Glibc

/// Processes that a child left behind.
public enum Descendants {
    /// From now on orphans of this process's children become its own children (man 2 prctl,
    /// PR_SET_CHILD_SUBREAPER), so that what a command leaves behind can be found.
    public static func adopt() { isocost_adopt_orphans() }

    /// Kills and reaps every child of this process, and what becomes its child as they die. For moments
    /// in which all that it launched itself has been reaped.
    public static func endStrays() {
        let list = "/proc/self/task/\(getpid())/children"
        while let text = try? contents(of: list), !text.isEmpty {
            for pid in text.split(separator: " ").compactMap({ pid_t($0) }) { end(pid) }
        }
    }

    /// The processes that this one started, and those that they did, nearest first. Without those whose
    /// parent is gone: orphans are somebody else's children.
    public static func of(_ pid: pid_t) -> [pid_t] {
        var found: [pid_t] = []
        var parents = [pid]
        while let parent = parents.popLast() {
            // A child is listed under the thread that made it.
            for thread in names(in: "/proc/\(parent)/task") {
                let list = (try? contents(of: "/proc/\(parent)/task/\(thread)/children")) ?? ""
                let children = list.split(separator: " ").compactMap { pid_t($0) }
                found += children
                parents += children
            }
        }
        return found
    }

    private static func end(_ pid: pid_t) {
        kill(pid, SIGKILL)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) == -1 && errno == EINTR {}
    }

    /// Kills the processes in whose environment a variable has this value: what runs that were killed
    /// themselves left behind. Inherited by all that a command starts, and unlike a number never reused.
    ///
    /// They are gone when this returns, unless the kernel takes more than a second to end them.
    ///
    /// - Parameter entry: `KEY=value`, of a value that no other run has.
    public static func end(marked entry: String) {
        for _ in 0..<100 {
            let found = marked(entry)
            if found.isEmpty { return }
            for pid in found { kill(pid, SIGKILL) }
            usleep(10_000)
        }
    }

    private static func marked(_ entry: String) -> [pid_t] {
        names(in: "/proc").compactMap { name in
            // The environment of one that is dead but not reaped is empty.
            guard let pid = pid_t(name), pid != getpid(), let text = try? contents(of: "/proc/\(pid)/environ")
            else { return nil }
            return text.split(separator: "\0").contains(Substring(entry)) ? pid : nil
        }
    }
}
