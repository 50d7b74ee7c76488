import ArgumentParser
import Isolation
import Linux

struct Clean: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Remove what a killed run left.",
        discussion: """
            Mounts, namespaces and workers end with a run, however it ends; what a kill can leave is a folder \
            of scratch files, and what a command of yours had started. Folders of runs that still go on, and what isocost did not make, are \
            not touched. The next run does the same before it starts.

            EXAMPLES
              isocost clean
              isocost clean --scratch /mnt/nvme
            """)

    @Option(help: ArgumentHelp("The folder that runs were given with --scratch.", valueName: "dir"))
    var scratch = ScratchOption.standard

    func run() throws {
        let removed = ScratchFolder.sweep(in: scratch, before: RuntimeRemains.remove)
        Console.output(removed.map { "removed \($0)\n" }.joined())
        if removed.isEmpty { Console.output("nothing to remove in \(scratch)\n") }
    }
}
