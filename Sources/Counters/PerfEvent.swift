import CLinux
import CPFM
import Glibc
import Linux

/// perf_event_open(2) as isocost uses it: counting, never sampling, on one process and all it forks.
enum PerfEvent {
    /// Opens an event on `pid` (0 is the calling thread), on every CPU. It counts at once, but for the
    /// leader of a group, which waits to be enabled with its members, and for what starts at exec.
    ///
    /// - Parameters:
    ///   - format: what read(2) on the descriptor gives.
    ///   - start: when an event that stands alone or leads begins to count; members follow their leader.
    ///   - leader: the descriptor of the group to join, or nil to stand alone or to lead.
    /// - Throws: `SystemError` with errno as in man 2 perf_event_open.
    static func open(
        _ encoding: EventEncoding, on pid: pid_t, format: ReadFormat, joining leader: Int32? = nil,
        start: CounterStart = .atOnce
    ) throws(SystemError) -> Int32 {
        var attributes = encoding.attributes
        attributes.size = UInt32(MemoryLayout<perf_event_attr>.size)
        attributes.read_format = format.flags
        attributes.inherit = 1
        let waits = start == .atExec || format == .group
        attributes.disabled = waits && leader == nil ? 1 : 0
        attributes.enable_on_exec = start == .atExec && leader == nil ? 1 : 0
        return try retrying("perf_event_open", "pid \(pid)") {
            isocost_perf_event_open(&attributes, pid, -1, leader ?? -1, UInt(PERF_FLAG_FD_CLOEXEC))
        }
    }

    /// Whether an event opens on the calling process; the descriptor is closed again.
    static func canOpen(_ encoding: EventEncoding) -> Result<Void, SystemError> {
        do throws(SystemError) {
            close(try open(encoding, on: 0, format: .single))
            return .success(())
        } catch {
            return .failure(error)
        }
    }
}
