/// What may be said of one comparison: its verdict, held against the noise floor.
///
/// Words and marks are the same in every report, and are read without colour.
public enum Finding: String, Sendable, CaseIterable {
    case slower
    case faster
    case equivalent
    /// The verdict names a difference that is no larger than the one between `bare` and its twin:
    /// it is never called real.
    case withinNoise
    case inconclusive

    /// - Parameters:
    ///   - verdict: as in the result document; a word that is not known counts as inconclusive.
    ///   - overhead: the estimate, a ratio minus 1.
    ///   - noiseFloor: an overhead, 0 or larger.
    init(verdict: String, overhead: Double, noiseFloor: Double) {
        let stated = Finding(rawValue: verdict) ?? .inconclusive
        let isDifference = stated == .slower || stated == .faster
        self = isDifference && abs(overhead) <= noiseFloor ? .withinNoise : stated
    }

    /// True for a difference that the report calls real.
    public var isReal: Bool { self == .slower || self == .faster }

    /// One column wide.
    public var mark: String {
        switch self {
        case .slower: "▲"
        case .faster: "▼"
        case .equivalent: "="
        case .withinNoise: "~"
        case .inconclusive: "?"
        }
    }

    public var label: String {
        self == .withinNoise ? "inside the noise floor" : rawValue
    }
}
