import Testing

@testable import Workloads

@Suite struct GeneratorTests {
    @Test func splitMixGivesThePublishedNumbers() {
        // First outputs of Vigna's splitmix64.c for the seed 1234567.
        var random = SplitMix64(seed: 1_234_567)
        #expect(random.next() == 6_457_827_717_110_365_317)
        #expect(random.next() == 3_203_168_211_198_807_973)
        #expect(random.next() == 9_817_491_932_198_370_423)
    }

    @Test func boundsHold() {
        var random = SplitMix64(seed: 1)
        var seen: Set<UInt64> = []
        for _ in 0..<1000 { seen.insert(random.next(below: 7)) }
        #expect(seen == [0, 1, 2, 3, 4, 5, 6])
    }

    @Test func orderOfResultsCounts() throws {
        let start = Checksum(of: "x", try Parameters(for: MemoryLatency.description))
        #expect(start.folding(1).folding(2).value != start.folding(2).folding(1).value)
        #expect(start.folding(0).value != start.value)
    }

    @Test func memoryIsAlignedAndZeroed() throws {
        let memory = try AnonymousMemory(byteCount: 10_000, hugePages: .asked)
        #expect(Int(bitPattern: memory.base) % AnonymousMemory.alignment == 0)
        #expect((0..<10_000).allSatisfy { memory.base.load(fromByteOffset: $0, as: UInt8.self) == 0 })
    }

    @Test func memoryThatCannotBeHadIsAnError() {
        do throws(WorkloadError) {
            _ = try AnonymousMemory(byteCount: 1 << 60, hugePages: .refused).byteCount
            Issue.record("an exbibyte was mapped")
        } catch {
            #expect(error.description.hasPrefix("mmap 1073741824GiB: "))
        }
    }
}
