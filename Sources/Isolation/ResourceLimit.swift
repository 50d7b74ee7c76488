import Glibc
import Naming

/// A limit of getrlimit(2).
public struct ResourceLimit: Sendable, Equatable {
    /// By the names that shells and runtimes use.
    public enum Kind: String, Sendable, CaseIterable {
        // The order is that of the numbers in asm-generic/resource.h.
        case cpu, fsize, data, stack, core, rss, nproc, nofile, memlock, `as`, locks, sigpending, msgqueue,
            nice, rtprio, rttime

        var isOfBytes: Bool {
            switch self {
            case .fsize, .data, .stack, .core, .rss, .memlock, .as, .msgqueue: true
            case .cpu, .nproc, .nofile, .locks, .sigpending, .nice, .rtprio, .rttime: false
            }
        }

        var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    public var kind: Kind
    public var soft: UInt64
    public var hard: UInt64

    static let unlimited = UInt64.max

    init(_ kind: Kind, soft: UInt64, hard: UInt64) {
        self.kind = kind
        self.soft = soft
        self.hard = hard
    }

    /// `1024`, `64MiB`, `unlimited`, or a list of the soft and the hard limit.
    init(_ kind: Kind, reading setting: Setting) throws(SettingError) {
        guard case .list(let items) = setting.value else {
            let both = try Self.amount(kind, setting)
            self.init(kind, soft: both, hard: both)
            return
        }
        guard items.count == 2 else {
            throw setting.error("'\(kind.rawValue)' takes one limit, or the soft and the hard one")
        }
        self.init(kind, soft: try Self.amount(kind, items[0]), hard: try Self.amount(kind, items[1]))
        if soft > hard { throw setting.error("'\(kind.rawValue)': the soft limit is above the hard one") }
    }

    private static func amount(_ kind: Kind, _ setting: Setting) throws(SettingError) -> UInt64 {
        let typed = try setting.text(kind.rawValue)
        if typed == "unlimited" { return unlimited }
        guard let size = ByteAmount.parse(typed) else {
            throw setting.error(
                "'\(kind.rawValue)' cannot be '\(typed)': a number, a size such as 64MiB, or unlimited")
        }
        return size
    }

    var setting: Setting {
        soft == hard ? written(soft) : Setting(.list([written(soft), written(hard)]))
    }

    private func written(_ amount: UInt64) -> Setting {
        if amount == Self.unlimited { return .text("unlimited") }
        if kind.isOfBytes { return .text(ByteAmount.text(amount)) }
        return Int(exactly: amount).map(Setting.integer) ?? .text("\(amount)")
    }

    /// `soft:hard`, as evidence and messages have it.
    var text: String {
        [soft, hard].map { $0 == Self.unlimited ? "unlimited" : "\($0)" }.joined(separator: ":")
    }
}

/// Numbers of bytes as files write them: `512MiB`, `1GiB`, `65536`.
enum ByteAmount {
    private static let units: [(name: String, factor: UInt64)] = [
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
    ]

    static let expectation = "a size such as 64KiB, 512MiB or 1GiB"

    static func parse(_ text: String) -> UInt64? {
        guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return UInt64(text) }
        guard let number = UInt64(text.dropLast(unit.name.count)) else { return nil }
        let (bytes, overflows) = number.multipliedReportingOverflow(by: unit.factor)
        return overflows ? nil : bytes
    }

    /// In the largest unit that leaves a whole number.
    static func text(_ bytes: UInt64) -> String {
        guard bytes > 0, let unit = units.last(where: { bytes % $0.factor == 0 }) else { return "\(bytes)" }
        return "\(bytes / unit.factor)\(unit.name)"
    }
}
