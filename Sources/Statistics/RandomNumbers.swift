/// Random numbers that are the same for the same seed, everywhere and for ever: xoshiro256**.
///
/// Blackman & Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 47 (2021); reference
/// code at prng.di.unimi.it. The standard library's `shuffled(using:)` and `random(in:using:)` may
/// change how they consume a generator, so what has to be reproducible uses the methods here.
public struct RandomNumbers: RandomNumberGenerator, Sendable {
    private var s0: UInt64
    private var s1: UInt64
    private var s2: UInt64
    private var s3: UInt64

    /// State filled by SplitMix64, as the authors of xoshiro advise: never all zero.
    public init(seed: UInt64) {
        var filler = SplitMix64(seed: seed)
        self.init(state: (filler.next(), filler.next(), filler.next(), filler.next()))
    }

    /// A stream of its own for each (seed, label, index), e.g. the order of arms in block 7.
    public init(seed: UInt64, label: String, index: Int = 0) {
        var hash = FNV1a()
        hash.combine(seed)
        hash.combine(label)
        hash.combine(UInt64(bitPattern: Int64(index)))
        self.init(seed: hash.value)
    }

    /// - Parameter state: not all zero.
    init(state: (UInt64, UInt64, UInt64, UInt64)) {
        (s0, s1, s2, s3) = state
    }

    public mutating func next() -> UInt64 {
        let result = rotateLeft(s1 &* 5, by: 7) &* 9
        let shifted = s1 << 17
        s2 ^= s0
        s3 ^= s1
        s1 ^= s2
        s0 ^= s3
        s2 ^= shifted
        s3 = rotateLeft(s3, by: 45)
        return result
    }

    /// A whole number in 0..<`bound`, all equally probable.
    ///
    /// Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29 (2019).
    public mutating func index(below bound: Int) -> Int {
        precondition(bound > 0, "there is no index below \(bound)")
        let range = UInt64(bound)
        var product = next().multipliedFullWidth(by: range)
        if product.low < range {
            let threshold = (0 &- range) % range
            while product.low < threshold { product = next().multipliedFullWidth(by: range) }
        }
        return Int(product.high)
    }

    /// A number in 0..<1: a multiple of 2⁻⁵³.
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// The elements in an order drawn from all orders, all equally probable.
    ///
    /// Durstenfeld, "Algorithm 235: Random Permutation", CACM 7 (1964).
    public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, index(below: last + 1))
        }
        return result
    }
}

private func rotateLeft(_ value: UInt64, by bits: UInt64) -> UInt64 {
    value << bits | value >> (64 - bits)
}
