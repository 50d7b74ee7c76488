import Linux
import Testing

@testable import Experiment
@testable import Results

struct CalibrationStoreTests {
    private func citation(_ id: String) -> CalibrationCitation {
        CalibrationCitation(
            id: id, startedAt: "2026-01-31T12:34:56Z", version: "0.1.0", kernel: "6.18", confidence: 0.95,
            covering: .init(95, of: 100), falseVerdicts: .init(0, of: 50), found: .init(20, of: 20),
            detected: "+2%")
    }

    @Test func theNewestOfEachHostIsKept() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        let store = CalibrationStore(folder: "\(scratch.path)/a/b")
        let (one, other) = (Fixture.host(), Fixture.host("other"))
        #expect(store.newest(of: one) == nil)
        try store.save(citation("first"), of: one)
        try store.save(citation("second"), of: one)
        try store.save(citation("elsewhere"), of: other)
        #expect(store.newest(of: one) == citation("second"))
        #expect(store.newest(of: other)?.id == "elsewhere")
        #expect(store.newest(of: Fixture.host(cpu: "another model")) == nil)
    }

    /// After an update the calibration still counts, and says which kernel it was made on.
    @Test func anotherKernelIsTheSameHost() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        let store = CalibrationStore(folder: scratch.path)
        try store.save(citation("old"), of: Fixture.host())
        var updated = Fixture.host()
        updated.kernel = "6.19"
        #expect(store.newest(of: updated)?.kernel == "6.18")
    }

    @Test func aFileThatIsNoCalibrationIsNone() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        let store = CalibrationStore(folder: scratch.path)
        try store.save(citation("whole"), of: Fixture.host())
        let file = try #require(names(in: scratch.path).first)
        try FileDescriptor(open: "\(scratch.path)/\(file)", 1 | 0o1000).write(Array("{}".utf8))
        #expect(store.newest(of: Fixture.host()) == nil)
    }

    @Test func stateHasItsPlace() {
        let given = CalibrationStore.ofThisUser(environment: ["XDG_STATE_HOME": "/s", "HOME": "/home/me"])
        let usual = CalibrationStore.ofThisUser(environment: ["XDG_STATE_HOME": "", "HOME": "/home/me"])
        #expect(given.folder == "/s/isocost/calibrations")
        #expect(usual.folder == "/home/me/.local/state/isocost/calibrations")
    }

    /// What is written down about a host has to be its own.
    @Test func aFailureNamesTheFile() {
        let error = #expect(throws: ResultsError.self) {
            try CalibrationStore(folder: "/dev/null/x").save(citation("x"), of: Fixture.host())
        }
        #expect("\(error!)".hasPrefix("cannot write /dev/null/x/"))
    }
}
