// launch-cost TINY-PROGRAM REFERENCE-PROGRAM [ROUNDS [SEED]]: what a launch with every namespace costs, next
// to a C program that does the same and to the launchers that people use. benchmarks/launch-cost.sh builds all
// that it needs.
import Glibc
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
    let contenders = try Contenders(
        tiny: request.tiny, reference: request.reference, stagingFolder: try scratch.makeFolder("root"),
        placement: placement)
    let trial = try Trial(
        contenders.all, reference: contenders.reference, rounds: request.rounds, seed: request.seed)
    let report = try Report(of: trial, contenders: contenders, seed: request.seed)
    print(
        "rounds \(request.rounds), seed \(request.seed), programs on CPU \(placement.worker), ",
        terminator: "")
    print("launchers on CPU \(placement.controller)\n\n\(report.text)")
    return report.isPassed
}
