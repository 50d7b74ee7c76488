import FoundationEssentials
import Linux
import Testing

@testable import Experiment
@testable import Results

struct RunFolderTests {
    @Test func aRunComesBackAsItWasWritten() throws {
        let record = Fixture.record(try Fixture.plan(["w", "v"]))
        let blocks = try Fixture.blocks(3, ratios: ["jail": 1.0 / 3])
        let place = try RunPlace(record, blocks)
        #expect(try JSONText.pretty(place.folder.readRecord()) == JSONText.pretty(record))
        let (read, cutOff) = try place.folder.readBlocks()
        #expect(!cutOff)
        #expect(read.map(\.block) == [0, 1, 2])
        // To the last bit: a report made again later is the same report.
        #expect(read.map { $0.arms["jail"]?.elapsed } == blocks.map { $0.arms["jail"]?.elapsed })
        #expect(try read.map { try JSONText.line($0) } == blocks.map { try JSONText.line($0) })
    }

    @Test func theFolderAndThoseAboveItAreMadeOnce() throws {
        let scratch = try ScratchFolder(in: "/tmp")
        let path = "\(scratch.path)/a/b/c"
        #expect(try RunFolder.create(path).path == path)
        let error = #expect(throws: ResultsError.self) { try RunFolder.create(path) }
        #expect("\(error!)".hasPrefix("\(path) exists already"))
    }

    @Test func aFolderThatCannotBeMadeSaysWhy() {
        let error = #expect(throws: ResultsError.self) { try RunFolder.create("/dev/null/run") }
        guard case .cannotWrite("/dev/null/run", let reason) = error else {
            Issue.record("\(error!)")
            return
        }
        #expect(!reason.isEmpty && !reason.contains("\n") && !reason.contains("NSCocoaErrorDomain"))
    }

    @Test func theRecordIsReplacedAndLeavesNothingBeside() throws {
        let place = try RunPlace()
        var record = Fixture.record(try Fixture.plan(), ended: false)
        try place.folder.write(record)
        #expect(try place.folder.readRecord().ending == nil)
        record.ending = .init(durationSeconds: 2, interrupted: true)
        try place.folder.write(record)
        #expect(try place.folder.readRecord().ending == record.ending)
        try place.folder.writeReport("text", name: "report.txt")
        #expect(names(in: place.folder.path).sorted() == ["report.txt", "run.json"])
    }

    @Test func aMissingRunSaysSo() {
        let error = #expect(throws: ResultsError.self) { try RunFolder("/missing/run").readRecord() }
        #expect("\(error!)".lowercased().hasPrefix("cannot read /missing/run/run.json: no such file or "))
    }
}

struct DamagedRunTests {
    private let place: RunPlace
    private var folder: RunFolder { place.folder }

    init() throws { place = try RunPlace() }

    private func lines(_ count: Int) throws -> [String] {
        try Fixture.blocks(count, ratios: [:]).map { String(decoding: try JSONText.line($0), as: UTF8.self) }
    }

    /// As a kill in the middle of a write leaves it.
    @Test func aTornLastLineIsLeftOut() throws {
        let lines = try lines(3)
        try place.put(lines[0] + "\n" + lines[1] + "\n" + lines[2].prefix(100), at: folder.blocksPath)
        let (blocks, cutOff) = try folder.readBlocks()
        #expect(blocks.map(\.block) == [0, 1])
        #expect(cutOff)
    }

    /// Without its end nothing says that a line is whole, even if it looks so.
    @Test func aLastLineWithoutItsEndIsTorn() throws {
        try place.put(try lines(2).joined(separator: "\n"), at: folder.blocksPath)
        let (blocks, cutOff) = try folder.readBlocks()
        #expect(blocks.map(\.block) == [0])
        #expect(cutOff)
    }

    @Test(arguments: ["", "{\"workload\":\"w"])
    func nothingWholeIsNoRun(text: String) throws {
        try place.put(text, at: folder.blocksPath)
        let error = #expect(throws: ResultsError.self) { try folder.readBlocks() }
        #expect("\(error!)".hasPrefix("\(folder.path) holds no measured block"))
    }

    @Test(arguments: ["nonsense", "{}", "[1,2]", "{\"workload\":3}"])
    func aMalformedLineIsNamed(line: String) throws {
        let good = try lines(2)
        try place.put([good[0], line, good[1], ""].joined(separator: "\n"), at: folder.blocksPath)
        let error = #expect(throws: ResultsError.self) { try folder.readBlocks() }
        #expect("\(error!)".hasPrefix("\(folder.blocksPath):2: "))
    }

    @Test func whatIsMissingInALineIsNamed() throws {
        let broken = try lines(1)[0].replacing("\"elapsed\":", with: "\"past\":")
        try place.put(broken + "\n", at: folder.blocksPath)
        let error = #expect(throws: ResultsError.self) { try folder.readBlocks() }
        #expect("\(error!)".contains(":1: "))
        #expect("\(error!)".contains("'elapsed' is missing (in arms.bare"))
    }

    @Test func aRecordThatIsNoneIsMalformed() throws {
        try place.put("{\"id\":", at: folder.recordPath)
        let error = #expect(throws: ResultsError.self) { try folder.readRecord() }
        #expect("\(error!)".hasPrefix("\(folder.recordPath): not what isocost writes"))
    }

    @Test func anotherSchemaIsNamed() throws {
        var record = Fixture.record(try Fixture.plan())
        record.schema = "isocost.run/2"
        try folder.write(record)
        let error = #expect(throws: ResultsError.self) { try folder.readRecord() }
        #expect(
            "\(error!)"
                == "\(folder.recordPath): schema is 'isocost.run/2', this version reads 'isocost.run/1'")
    }

    /// A later version has other keys, and it is the version that the user has to hear of.
    @Test func anotherSchemaIsNamedBeforeItsKeysAreMissed() throws {
        try place.put(#"{"schema":"isocost.run/2","name":"x"}"#, at: folder.recordPath)
        let error = #expect(throws: ResultsError.self) { try folder.readRecord() }
        #expect("\(error!)".contains("schema is 'isocost.run/2'"))
    }
}
