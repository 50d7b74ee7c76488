import Glibc

/// Processes by /proc (man 5 proc).
enum ProcessTree {
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
