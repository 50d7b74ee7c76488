/// A hash that is the same in every process, which the standard library's is not.
///
/// Fowler, Noll & Vo, FNV-1a with 64 bits: isthe.com/chongo/tech/comp/fnv.
public struct FNV1a: Sendable {
    public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    public init() {}

    public mutating func combine(bytes: some Sequence<UInt8>) {
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    }

    /// UTF-8, then 0xff, which no UTF-8 contains: what follows can't be taken for a part of the text.
    public mutating func combine(_ text: String) {
        combine(bytes: text.utf8)
        combine(bytes: [0xff])
    }

    /// Eight bytes, the least significant first.
    public mutating func combine(_ number: UInt64) {
        combine(bytes: (0..<8).lazy.map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
    }
}
