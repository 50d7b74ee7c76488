// time-to-verdict ISOCOST HYPERFINE SPIN [TRIALS]: two runs of one program, of which one does 2 % more. How long
// until a tool says so, at equal rates of false alarm? benchmarks/time-to-verdict.sh builds all that it needs.
import Glibc
import Linux

do {
    let request = try Request(CommandLine.arguments)
    _ = Ledger.sweep()
    let scratch = try ScratchFolder(in: "/tmp")
    let bench = try Bench(request, folder: scratch.path)
    let tools: [any Tool] = [HyperfineTool(bench), IsocostTool(bench)]
    let results = try Series.measure(tools, trials: request.trials)
    print(Report(results, trials: request.trials).text)
} catch {
    let message = "time-to-verdict: \(error)\n"
    write(STDERR_FILENO, message, message.utf8.count)
    exit((error as? VerdictError)?.exitCode ?? 70)
}
