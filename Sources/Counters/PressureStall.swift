/// Time lost to a contended resource since boot, in seconds (Documentation/accounting/psi.rst).
public struct PressureStall: Sendable, Equatable {
    /// At least one task waited.
    public let some: Observed
    /// All tasks waited at once. Kernels before 5.13 don't give it for the CPU.
    public let full: Observed

    /// - Parameter text: of a file in `/proc/pressure` or a cgroup's `*.pressure`; `total` is in microseconds.
    public init(parsing text: String) {
        some = Self.total("some", in: text)
        full = Self.total("full", in: text)
    }

    init(some: Observed, full: Observed) {
        self.some = some
        self.full = full
    }

    /// Neither figure, for one reason.
    init(unavailable reason: String) {
        self.init(some: .unavailable(reason: reason), full: .unavailable(reason: reason))
    }

    /// What was lost between two snapshots, in seconds.
    public static func difference(_ later: PressureStall, _ earlier: PressureStall) -> PressureStall {
        PressureStall(
            some: .growth(from: earlier.some, to: later.some),
            full: .growth(from: earlier.full, to: later.full))
    }

    private static func total(_ kind: String, in text: String) -> Observed {
        let line = text.split(separator: "\n").lazy.map { $0.split(separator: " ") }.first {
            $0.first == kind[...]
        }
        guard let line else {
            return .unavailable(reason: "this kernel's pressure file has no `\(kind)` line")
        }
        let key = "total="
        guard let field = line.first(where: { $0.hasPrefix(key) }),
            let microseconds = Double(field.dropFirst(key.count))
        else { return .unavailable(reason: "no total in the `\(kind)` line of a pressure file") }
        return .value(microseconds / 1e6)
    }
}
