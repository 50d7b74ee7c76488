import Glibc
import Testing

@testable import Workloads

@Suite struct OpenSystemCallTests {
    private func make(in scratch: String) throws -> OpenSystemCall {
        try OpenSystemCall(parameters: Parameters(for: OpenSystemCall.description), scratch: scratch)
    }

    /// Both have other descriptors: the first holds its file open.
    @Test func descriptorsAreNoPartOfTheChecksum() throws {
        let first = Scratch()
        let second = Scratch()
        var one = try make(in: first.path)
        try one.prepare()
        var two = try make(in: second.path)
        try two.prepare()
        #expect(one.run(ops: 10) == two.run(ops: 10))
        #expect(one.failure == nil && two.failure == nil)
    }

    @Test func everyOpenIsClosed() throws {
        let scratch = Scratch()
        let path = "\(scratch.path)/isocost-open"
        do {
            var workload = try make(in: scratch.path)
            try workload.prepare()
            _ = workload.run(ops: 100)
            #expect(OpenFiles.of { $0 == path }.count == 1, "the one that the file was made with")
        }
        #expect(OpenFiles.of { $0.hasPrefix(path) }.isEmpty)
    }

    @Test func aFileThatIsGoneIsAFailure() throws {
        let scratch = Scratch()
        var workload = try make(in: scratch.path)
        try workload.prepare()
        #expect(workload.run(ops: 3) != 0)
        unlink("\(scratch.path)/isocost-open")
        #expect(workload.run(ops: 3) == 0)
        guard case .system("open", "\(scratch.path)/isocost-open", ENOENT, _) = workload.failure else {
            Issue.record("unexpected failure \(String(describing: workload.failure))")
            return
        }
    }
}
