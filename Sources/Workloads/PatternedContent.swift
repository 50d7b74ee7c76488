/// Content whose every word tells its own offset, so that bytes from a wrong place are noticed.
enum PatternedContent {
    /// Enough for each system call to be a small part of the time, little enough to stay in L2.
    private static let piece = 256 << 10

    /// Writes the first `byteCount` bytes of a file in pieces.
    static func write(to file: borrowing ScratchFile, byteCount: Int) throws(WorkloadError) {
        let memory = try AnonymousMemory(byteCount: piece, hugePages: .refused)
        let words = memory.base.assumingMemoryBound(to: UInt64.self)
        for offset in stride(from: 0, to: byteCount, by: piece) {
            for word in 0..<piece / 8 {
                words[word] = SplitMix64.mix(UInt64(truncatingIfNeeded: offset &+ word &* 8))
            }
            let count = min(piece, byteCount - offset)
            try file.write(UnsafeRawBufferPointer(start: memory.base, count: count), at: offset)
        }
    }
}
