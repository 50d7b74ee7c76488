/// The fingerprint of what a workload computed, the same in every process that did the same work.
struct Checksum {
    private(set) var value: UInt64

    /// Starts from the name and the parameters: different work never agrees by chance.
    init(of name: String, _ parameters: Parameters) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let text = parameters.entries.reduce(name) { "\($0) \($1.name)=\($1.value)" }
        for byte in text.utf8 {
            // FNV-1a (Fowler, Noll, Vo; draft-eastlake-fnv), with its 64-bit offset basis and prime.
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
        }
        value = hash
    }

    /// Takes in one result; the order of results matters.
    @inline(__always)
    mutating func fold(_ word: UInt64) {
        value = SplitMix64.mix(value ^ word)
    }

    /// The checksum with one more result, this one left as it is.
    @inline(__always)
    func folding(_ word: UInt64) -> Checksum {
        var copy = self
        copy.fold(word)
        return copy
    }
}
