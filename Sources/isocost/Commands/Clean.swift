import ArgumentParser
import Isolation
import Linux

struct Clean: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove what a killed run left.",
        discussion: """
            Workers, namespaces and the mounts inside them end with a run, however it ends. What a kill can \
            leave are folders of scratch files, cgroups, network interfaces, and what a command of yours had \
            started. isocost keeps a ledger of what it makes, in /var/tmp/isocost-UID or the folder that \
            ISOCOST_LEDGER names; this goes through the ledgers of runs that are no more. Runs that still go \
            on, and what isocost did not make, are not touched. The next run does the same before it starts.

            EXAMPLE
              isocost clean
            """)

    func run() throws {
        let found = Ledger.sweep(with: [.runtime])
        Console.output(found.removed.map { "removed \($0)\n" }.joined())
        if found.removed.isEmpty, found.failed.isEmpty { Console.output("nothing to remove\n") }
        guard !found.failed.isEmpty else { return }
        throw Failure("could not remove \(found.failed.joined(separator: "; "))", .failed)
    }
}
