import Glibc

/// Processes by /proc (man 5 proc).
enum ProcessTree {
    /// The deepest process below `ancestor`, or itself, that runs a program of this name: what a runtime was
    /// told to start hangs below the runtime. Nil when there is none.
    static func descendant(of ancestor: pid_t, named name: String) -> pid_t? {
        var found: pid_t?
        var level = [ancestor]
        while !level.isEmpty {
            found = level.first { Self.name(of: $0) == Substring(name) } ?? found
            level = level.flatMap(children)
        }
        return found
    }

    /// By its zeroth argument: /proc/PID/comm of what was executed by descriptor is a number before Linux
    /// 6.14.
    private static func name(of process: pid_t) -> Substring? {
        let words = (try? TextFile.contents(of: "/proc/\(process)/cmdline")) ?? ""
        return words.split(separator: "\0").first?.split(separator: "/").last
    }

    /// Of all its threads.
    private static func children(of process: pid_t) -> [pid_t] {
        TextFile.names(in: "/proc/\(process)/task").flatMap { thread in
            let list = try? TextFile.contents(of: "/proc/\(process)/task/\(thread)/children")
            return (list ?? "").split(separator: " ").compactMap { pid_t($0) }
        }
    }

    /// The process that was given a word as an argument, and how many there were to look at.
    static func search(argument word: String) -> (found: String?, seen: Int) {
        let processes = TextFile.names(in: "/proc").filter { $0.allSatisfy(\.isNumber) }
        let found = processes.first { process in
            let words = (try? TextFile.contents(of: "/proc/\(process)/cmdline")) ?? ""
            return words.split(separator: "\0").contains(Substring(word))
        }
        return (found, processes.count)
    }
}
