import CLinux
import Experiment
import Glibc
import Linux
import Testing

@testable import Results

struct LineLogTests {
    @Test func everyBlockIsThereWhenItIsAppended() throws {
        let place = try RunPlace()
        var log = try LineLog(creating: place.folder.blocksPath)
        for (index, block) in try Fixture.blocks(3, ratios: ["jail": 1.1]).enumerated() {
            try log.append(block)
            #expect(try place.folder.readBlocks().blocks.count == index + 1)
        }
    }

    /// One run never writes over another one's data.
    @Test func aLogThatExistsIsRefused() throws {
        let place = try RunPlace()
        try place.append(try Fixture.blocks(1, ratios: [:]))
        let error = #expect(throws: ResultsError.self) { _ = try LineLog(creating: place.folder.blocksPath) }
        #expect("\(error!)" == "cannot write \(place.folder.blocksPath): File exists")
        #expect(try place.folder.readBlocks().blocks.count == 1)
    }

    /// JSON has no NaN, and a guess in its place would be a false figure.
    @Test func whatIsNoNumberIsRefusedAndLeavesNoPart() throws {
        let place = try RunPlace()
        var log = try LineLog(creating: place.folder.blocksPath)
        try log.append(Fixture.block(arms: ["bare": try Fixture.arm([1])]))
        var failure: ResultsError?
        do { try log.append(Fixture.block(arms: ["bare": try Fixture.arm([.nan])])) } catch let error
            as ResultsError
        {
            failure = error
        }
        #expect("\(try #require(failure))".hasPrefix("cannot write \(place.folder.blocksPath): "))
        #expect(try place.folder.readBlocks().blocks.count == 1)
    }

    @Test(.needsMounting) func aFullDiskKeepsWhatWasThereWhole() throws {
        let blocks = try Fixture.blocks(1000, ratios: ["jail": 1.1])
        let scratch = try ScratchFolder(in: "/tmp")
        let path = try scratch.makeFolder("small")
        let seen = try inOwnMountNamespace {
            guard mount("none", path, "tmpfs", 0, "size=64k") == 0 else { return "mount: errno \(errno)" }
            do { return try Self.fill(RunFolder(path), with: blocks) } catch { return "\(error)" }
        }
        #expect(seen == "No space left on device; whole; goes on")
    }

    /// Appends until the disk is full, then goes on where there is room again.
    private static func fill(_ folder: RunFolder, with blocks: [Block]) throws -> String {
        // Removed later, to make room.
        let ballast = "\(folder.path)/ballast"
        try FileDescriptor(open: ballast, O_WRONLY | O_CREAT).write([UInt8](repeating: 0, count: 16384))
        var log = try LineLog(creating: folder.blocksPath)
        var written = 0
        var reason = "never full"
        do {
            for block in blocks {
                try log.append(block)
                written += 1
            }
        } catch ResultsError.cannotWrite(_, let why) { reason = why }
        let (kept, cutOff) = try folder.readBlocks()
        guard kept.count == written, written > 2, !cutOff else {
            return "\(reason); \(written) written, \(kept.count) read, cut off: \(cutOff)"
        }
        unlink(ballast)
        try log.append(blocks[written])
        let again = try folder.readBlocks().blocks.count
        return "\(reason); whole; \(again == written + 1 ? "goes on" : "\(again) after another")"
    }
}
