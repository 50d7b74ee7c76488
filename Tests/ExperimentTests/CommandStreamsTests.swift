import Glibc
import Linux
import Testing

@testable import Experiment

struct CommandStreamsTests {
    private func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        #expect(Glibc.write(descriptor, bytes, bytes.count) == bytes.count)
    }

    @Test func standardErrorIsQuotedToItsLastLines() throws {
        let streams = try CommandStreams(keepIn: nil, name: "w")
        #expect(streams.standardError() == "")
        write((1...30).map { "line \($0)\n" }.joined(), to: streams.descriptors.error)
        #expect(streams.standardError() == (21...30).map { "line \($0)" }.joined(separator: "\n"))
    }

    @Test func muchStandardErrorIsCut() throws {
        let streams = try CommandStreams(keepIn: nil, name: "w")
        write(String(repeating: "x", count: 100_000) + "end", to: streams.descriptors.error)
        let quoted = streams.standardError()
        #expect(quoted.hasSuffix("xend"))
        #expect(quoted.utf8.count <= 2000)
    }

    @Test func everyLaunchStartsAnew() throws {
        let streams = try CommandStreams(keepIn: nil, name: "w")
        write("old\n", to: streams.descriptors.error)
        try streams.rewind(arm: "bare")
        write("new\n", to: streams.descriptors.error)
        #expect(streams.standardError() == "new")
    }

    @Test func keptOutputIsAFileForEachArm() throws {
        let folder = try OwnedScratch(in: "/tmp")
        let streams = try CommandStreams(keepIn: folder.path, name: "python3 -c ../x")
        for arm in ["bare", "bare'", "bare"] {
            try streams.rewind(arm: arm)
            write("\(arm)\n", to: streams.descriptors.output)
        }
        let files = names(in: folder.path).sorted()
        #expect(files.count == 2)
        #expect(files.allSatisfy { !$0.contains("/") && !$0.contains(" ") && $0.hasSuffix(".out") })
        let texts = try files.map { try contents(of: "\(folder.path)/\($0)") }
        #expect(Set(texts) == ["bare\nbare\n", "bare'\n"])
    }

    @Test func thereIsNothingToRead() throws {
        let streams = try CommandStreams(keepIn: nil, name: "w")
        var byte: UInt8 = 0
        #expect(read(streams.descriptors.input, &byte, 1) == 0)
    }
}
