import Isolation
import Linux

/// What runs that were killed have left.
enum Leftovers {
    /// Removes it before something is measured beside it.
    static func sweep() {
        let found = Ledger.sweep(with: [.runtime])
        for name in found.removed {
            Console.error("isocost: removed \(name), left by a run that was killed\n")
        }
        for text in found.failed { Console.error("isocost: could not remove \(text)\n") }
    }
}
