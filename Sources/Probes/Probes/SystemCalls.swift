import CLinux
import Glibc

/// Counts the system calls that no seccomp filter refuses. Harmless: none of them is carried out
/// (`probe_calls.c`).
struct SystemCalls: Probe {
    static let property = Property(
        "kernel.calls", "system calls reach the kernel",
        attempt: "counts the system calls that no seccomp filter answers with ENOSYS, EPERM or a signal",
        unit: "calls")

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        // What a filter of whoever started isocost refuses is refused everywhere.
        ["passed": .integer(try Self.look().passed)]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let look: Look
        do throws(ProbeError) { look = try Self.look() } catch {
            throw .notApplicable("a filter of its own can't be added: \(error)")
        }
        if given.flag("same.kernel") == false {
            let detail = "\(look.passed) of \(Self.numbers.count) system calls reach a kernel of its own"
            return Outcome(.isolated, detail, value: look.passed)
        }
        let numbers = "\(look.passed) of \(Self.numbers.count) system calls reach the kernel"
        guard look.passed < (try given.integer("passed")) else {
            return Outcome(.shared, numbers, value: look.passed)
        }
        return Outcome(.isolated, "\(numbers); refused: \(look.refusals)", value: look.passed)
    }

    private struct Look {
        var passed: Int
        /// `71 with EPERM, 2 by a signal`.
        var refusals: String
    }

    private static func look() throws(ProbeError) -> Look {
        var answers = [Int32](repeating: 0, count: numbers.count)
        let code = isocost_attempt_calls(numbers, UInt32(numbers.count), &answers)
        if code != 0 { throw .system(call: "seccomp", subject: "", code: code) }
        var counts: [String: Int] = [:]
        for answer in answers where answer != ISOCOST_ANSWER_PASSED {
            counts[
                answer == ISOCOST_ANSWER_KILLED ? "by a signal" : "with \(Errno.name(answer))", default: 0] +=
                1
        }
        let refusals = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map {
            "\($0.value) \($0.key)"
        }
        return Look(
            passed: answers.count { $0 == ISOCOST_ANSWER_PASSED }, refusals: refusals.joined(separator: ", "))
    }

    /// All that Linux 6.18 has, with the few gaps between them (arch/x86/entry/syscalls/syscall_64.tbl,
    /// scripts/syscall.tbl): a filter may let a number pass that has no call.
    private static let numbers: [Int32] = {
        #if arch(x86_64)
            Array(0...334) + Array(424...469)
        #else
            Array(0...294) + Array(424...469)
        #endif
    }()
}
