import ArgumentParser
import Isolation

struct Env: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show an environment's definition.",
        discussion: """
            EXAMPLE
              isocost env show namespaces
            """, subcommands: [Show.self])

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print an environment as YAML that `--env FILE` takes back.",
            discussion: """
                EXAMPLE
                  isocost env show namespaces > my-cell.yaml
                """)

        @Argument(help: ArgumentHelp("A name or a YAML file.", valueName: "name"))
        var name: String

        func run() throws {
            try failing {
                let definition = try EnvironmentChoice.find(name)?.definition ?? EnvironmentCatalog.bare
                Console.output(try EnvironmentFile.yaml(definition))
            }
        }
    }
}
