import Experiment
import Glibc

/// One line on standard error that is written over and over; nothing where that is no terminal.
struct ProgressLine {
    private let isShown = Console.isTerminal(STDERR_FILENO)

    func show(_ progress: Progress) {
        guard isShown else { return }
        let percent = Int((progress.fraction * 100).rounded(.down))
        let what = progress.block.map { "block \($0 + 1)" } ?? "finding the slice length"
        let width = progress.halfWidth.map { "  ±\(tenths($0 * 100)) %" } ?? ""
        let left = progress.block == nil ? "" : "  about \(Int(progress.secondsLeft.rounded(.up))) s left"
        write(
            "[\(percent) %] \(progress.workload)  \(what)\(width)\(left)")
    }

    /// Lines that stay above the one that is written over.
    func say(_ lines: [String]) {
        guard isShown, !lines.isEmpty else { return }
        Console.error("\r\u{1B}[K" + lines.map { $0 + "\n" }.joined())
    }

    /// - Parameter fraction: the part that is done.
    func show(_ fraction: Double, _ what: String) {
        if isShown { write("[\(Int((fraction * 100).rounded(.down))) %] \(what)") }
    }

    func clear() {
        if isShown { Console.error("\r\u{1B}[K") }
    }

    private func write(_ line: String) {
        let columns = Console.width(of: STDERR_FILENO) ?? 80
        Console.error("\r\u{1B}[K" + line.prefix(max(20, columns - 1)))
    }

    private func tenths(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
