import Testing

@testable import Linux

/// The list format of Documentation/admin-guide/kernel-parameters.rst, as /sys and /proc print it.
struct CPUListTests {
    @Test(arguments: [
        ("0", [0]), ("0-3", [0, 1, 2, 3]), ("0-1,4,6-7", [0, 1, 4, 6, 7]), ("0-3,8\n", [0, 1, 2, 3, 8]),
        ("5-5", [5]), ("", []), ("\n", []),
    ])
    func numbersAndRanges(text: String, cpus: [Int]) {
        #expect(parseCPUList(text) == cpus)
    }

    @Test(arguments: ["x", "a-b", "3-1", "1-2-3", "1-x"])
    func piecesThatAreNoNumbersAreLeftOut(piece: String) {
        #expect(parseCPUList("7,\(piece),9") == [7, 9])
    }
}

struct CPUSetTests {
    @Test func aBitForEachCPU() {
        let set = CPUSet([0, 1, 63, 64, 1023])
        #expect(set.mask.count == 16)
        #expect(set.mask[0] == 0x8000_0000_0000_0003)
        #expect(set.mask[1] == 1)
        #expect(set.mask[15] == 0x8000_0000_0000_0000)
        #expect(set.cpus == [0, 1, 63, 64, 1023])
    }

    @Test func numbersThatNoCPUHasAreLeftOut() {
        #expect(CPUSet([-1, 1024, 3]).cpus == [3])
        #expect(CPUSet().cpus.isEmpty)
    }

    @Test func ofThisProcessIsWhatTheKernelPrints() throws {
        let status = try ProcessStatus(parsing: contents(of: "/proc/thread-self/status"))
        let printed = try #require(status["Cpus_allowed_list"])
        #expect(try CPUSet.ofThisProcess().cpus == parseCPUList(printed))
    }
}

struct CPUPlacementTests {
    @Test func oneCPUIsShared() {
        #expect(CPUPlacement.choose(from: [5]) == CPUPlacement(worker: 5, controller: 5))
        #expect(CPUPlacement.choose(from: [5]).isShared)
        #expect(CPUPlacement.choose(from: []).isShared)
    }

    /// CPUs beyond those of any machine have no topology, hence no siblings and no nodes to prefer.
    @Test func theWorkTakesTheLastCPUAndTheHarnessAnother() {
        let placement = CPUPlacement.choose(from: [1000, 1001, 1002])
        #expect(placement == CPUPlacement(worker: 1002, controller: 1000))
        #expect(!placement.isShared)
    }

    @Test func onThisHostTheHarnessIsOnAnotherCoreWhereThereIsOne() throws {
        let allowed = try CPUSet.ofThisProcess().cpus
        let placement = CPUPlacement.choose(from: allowed)
        #expect(placement.worker == allowed.last)
        #expect(allowed.contains(placement.controller))
        #expect(placement.isShared == (allowed.count == 1))
        let siblings = CPUPlacement.threadSiblings(of: placement.worker)
        #expect(siblings.contains(placement.worker))
        let otherCores = allowed.filter { !siblings.contains($0) }
        #expect(otherCores.isEmpty || otherCores.contains(placement.controller))
    }

    @Test func aCPUWithoutTopologyIsItsOwnSibling() {
        #expect(CPUPlacement.threadSiblings(of: 1000) == [1000])
    }
}
