// launch-cost TINY-PROGRAM REFERENCE-PROGRAM [ROUNDS [SEED]]: what a launch with every namespace costs, next
// to a C program that does the same and to the launchers that people use.
// launch-cost runtimes TINY-PROGRAM [ROUNDS [SEED]]: the same next to bwrap, crun and runc, told to set up the same.
// benchmarks/launch-cost.sh builds all that it needs.
import Glibc
import Isolation
import Linux
import Statistics

do {
    exit(try measure(Request(CommandLine.arguments)) ? 0 : 1)
} catch {
    let message = "launch-cost: \(error)\n"
    write(STDERR_FILENO, message, message.utf8.count)
    exit((error as? LaunchCostError)?.exitCode ?? 70)
}

/// - Returns: whether no target was missed.
func measure(_ request: Request) throws -> Bool {
    guard geteuid() == 0 else { throw LaunchCostError.notRoot }
    let placement = CPUPlacement.choose(from: try CPUSet.ofThisProcess().cpus)
    try CPUSet([placement.controller]).applyToThisProcess()
    _ = Ledger.sweep()
    let scratch = try ScratchFolder(in: "/tmp")
    let (text, isPassed) =
        switch request.field {
        case .reference(let path): try measureReference(path, request, scratch.makeFolder("root"), placement)
        case .runtimes: try measureRuntimes(request, scratch, placement)
        }
    print(
        "rounds \(request.rounds), seed \(request.seed), programs on CPU \(placement.worker), ",
        terminator: "")
    print("launchers on CPU \(placement.controller)\n\n\(text)")
    return isPassed
}

func measureReference(
    _ path: String, _ request: Request, _ stagingFolder: String, _ placement: CPUPlacement
) throws -> (String, Bool) {
    let contenders = try Contenders(
        tiny: request.tiny, reference: path, stagingFolder: stagingFolder, placement: placement)
    let trial = try Trial(
        contenders.all, reference: contenders.reference, rounds: request.rounds, seed: request.seed)
    let report = try Report(of: trial, contenders: contenders, seed: request.seed)
    return (report.text, report.isPassed)
}

func measureRuntimes(
    _ request: Request, _ scratch: borrowing ScratchFolder, _ placement: CPUPlacement
) throws -> (String, Bool) {
    let workshop = try Workshop(scratch, tiny: request.tiny, cpu: placement.worker)
    let matches = try Match.all(workshop)
    let trial = try withExtendedLifetime(workshop) {
        try Trial(matches.flatMap(\.all), reference: nil, rounds: request.rounds, seed: request.seed)
    }
    let report = try MatchReport(of: trial, matches: matches, seed: request.seed)
    return (report.text, report.isPassed)
}
