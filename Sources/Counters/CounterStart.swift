/// When the counters of a process begin to count.
public enum CounterStart: Sendable {
    case atOnce
    /// When the process becomes another program (`enable_on_exec` of man 2 perf_event_open), so that
    /// what was done before to isolate it is left out.
    case atExec
}
