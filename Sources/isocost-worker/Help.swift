import Workloads

/// What `--help` prints: the protocol, the names there are and an example that can be typed in.
var workerHelp: String {
    """
    isocost-worker: prepares and times slices of work, told by lines on standard input.

      prepare NAME [JSON]   set a workload up, untimed   -> ready JSON
      run OPS [LEAD]        LEAD operations untimed, then
                            OPS timed                    -> done ELAPSED_NS CHECKSUM
      quit                  clean up and exit; so does the end of the input

    Whatever goes wrong is answered by: error MESSAGE. The worker then goes on, except that a workload
    which failed has to be prepared again. OPS goes from 1 to \(WorkerRequest.opsRange.upperBound).

    JSON is an object such as {"workingSet":"32MiB","seed":7,"scratch":"/tmp/empty"}. Sizes are bytes or text
    such as "64KiB". scratch, an empty directory, is required by the workloads that use files.

    Workloads:
    \(WorkloadCatalog.all.map(workloadHelp).joined(separator: "\n"))

    Example:
      $ printf 'prepare mem.latency {"workingSet":"32MiB"}\\nrun 20000\\nquit\\n' | isocost-worker
      ready {"workload":"mem.latency","pid":4711,"pageSize":4096,"parameters":{"workingSet":33554432,"seed":1}}
      done 3265616 867542981b0fd2ae

    Where there is no /proc, the Swift runtime asks for SWIFT_ROOT=/ in the environment.

    """
}

private func workloadHelp(_ workload: WorkloadDescription) -> String {
    let parameters = workload.parameters.map { "\($0.name)=\($0.text($0.defaultValue))" }
    let name = workload.name + String(repeating: " ", count: max(1, 21 - workload.name.utf8.count))
    return "  \(name)\(parameters.joined(separator: " "))"
}
