import Glibc

/// Finds a command as a shell would, in the environment that isocost was started with.
struct CommandSearch {
    /// `KEY=value`, as it was given to isocost.
    let environment: [String]
    let workingDirectory: String

    init() {
        var found: [String] = []
        var entry = environ
        while let text = entry.pointee {
            found.append(String(cString: text))
            entry += 1
        }
        environment = found
        let path = getcwd(nil, 0)
        workingDirectory = path.map { String(cString: $0) } ?? "/"
        free(path)
    }

    /// The absolute path of a command (POSIX, Shell Command Language 2.9.1.1).
    /// - Throws: `ExperimentError.commandNotFound`.
    func path(of command: String) throws(ExperimentError) -> String {
        if command.contains("/") {
            let path = command.hasPrefix("/") ? command : "\(workingDirectory)/\(command)"
            if isExecutable(path) { return path }
            throw .commandNotFound(command: command, searched: workingDirectory)
        }
        let search = environment.first { $0.hasPrefix("PATH=") }?.dropFirst(5) ?? "/usr/bin:/bin"
        for folder in search.split(separator: ":", omittingEmptySubsequences: false) {
            // An empty or relative element starts at the working folder.
            let absolute = folder.hasPrefix("/") ? String(folder) : "\(workingDirectory)/\(folder)"
            let path = "\(absolute)/\(command)"
            if isExecutable(path) { return path }
        }
        throw .commandNotFound(command: command, searched: String(search))
    }

    private func isExecutable(_ path: String) -> Bool {
        var facts = stat()
        return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
}
