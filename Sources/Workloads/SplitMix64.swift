/// A small generator of random 64-bit words, the same on every host.
///
/// Steele, Lea & Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014; constants from
/// Vigna's public-domain splitmix64.c.
struct SplitMix64 {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    @inline(__always)
    mutating func next() -> UInt64 {
        let word = Self.mix(state)
        state &+= Self.increment
        return word
    }

    /// An index below `bound`, by the high half of a product (Lemire, ACM TOMACS 29(1), 2019). The bias of
    /// leaving out the rejection step is below 2⁻³² for bounds below 2³².
    @inline(__always)
    mutating func next(below bound: UInt64) -> UInt64 {
        next().multipliedFullWidth(by: bound).high
    }

    /// The finaliser: a bijection that spreads every bit over the word.
    @inline(__always)
    static func mix(_ word: UInt64) -> UInt64 {
        var z = word &+ increment
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15
}
