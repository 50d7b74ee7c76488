import Experiment
import FoundationEssentials
import Glibc

/// A run on disk: run.json, blocks.ndjson and reports. Needs no root and no particular host.
public struct RunFolder: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    public var recordPath: String { "\(path)/run.json" }
    public var blocksPath: String { "\(path)/blocks.ndjson" }
    /// A calibration's runs one after the other, a pair a line.
    public var sequentialPath: String { "\(path)/sequential.ndjson" }
    /// The run that repeats this one's headline verdicts under a condition.
    public func condition(_ name: String) -> RunFolder { RunFolder("\(path)/robust/\(name)") }
    /// Where the kept output of commands goes.
    public var outputPath: String { "\(path)/output" }

    /// Makes the folder, and those above it.
    /// - Throws: `ResultsError.exists`, `.cannotWrite`.
    public static func create(_ path: String) throws(ResultsError) -> RunFolder {
        if FileManager.default.fileExists(atPath: path) { throw .exists(path: path) }
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch { throw .cannotWrite(path: path, reason: PlainReason.of(error)) }
        return RunFolder(path)
    }

    /// Writes run.json anew; a reader sees the old one or the new one.
    public func write(_ record: RunRecord) throws(ResultsError) {
        do {
            try Data(JSONText.pretty(record).utf8).write(to: URL(filePath: recordPath), options: .atomic)
        } catch { throw .cannotWrite(path: recordPath, reason: PlainReason.of(error)) }
    }

    /// Writes a report beside the data.
    public func writeReport(_ text: String, name: String) throws(ResultsError) {
        let file = "\(path)/\(name)"
        do {
            try Data(text.utf8).write(to: URL(filePath: file), options: .atomic)
        } catch { throw .cannotWrite(path: file, reason: PlainReason.of(error)) }
    }

    private struct Schema: Decodable { var schema: String }

    public func readRecord() throws(ResultsError) -> RunRecord {
        let data = try read(recordPath)
        // First of all: another version's record has other keys.
        if let schema = try? JSONDecoder().decode(Schema.self, from: data).schema,
            schema != RunRecord.currentSchema
        {
            throw .unknownSchema(path: recordPath, found: schema, expected: RunRecord.currentSchema)
        }
        do {
            let record = try JSONDecoder().decode(RunRecord.self, from: data)
            guard (0.5..<1).contains(record.plan.confidence) else {
                throw ResultsError.malformed(
                    path: recordPath, line: nil, reason: "confidence is not in 0.5..<1")
            }
            return record
        } catch let error as ResultsError {
            throw error
        } catch { throw .malformed(path: recordPath, line: nil, reason: PlainReason.of(error)) }
    }

    /// Every whole block. A last line without its newline was cut off when the run was, and is left out.
    /// - Returns: the blocks, and true when there was such a line.
    public func readBlocks() throws(ResultsError) -> (blocks: [Block], cutOff: Bool) {
        let (blocks, cutOff) = try readLines(of: blocksPath, as: Block.self)
        if blocks.isEmpty { throw .noBlocks(path: path) }
        return (blocks, cutOff)
    }

    /// The pairs of a calibration's runs one after the other; none where it ended before the first.
    public func readSequential() throws(ResultsError) -> [SequentialTrial] {
        guard FileManager.default.fileExists(atPath: sequentialPath) else { return [] }
        return try readLines(of: sequentialPath, as: SequentialTrial.self).values
    }

    private func readLines<Value: Decodable>(
        of path: String, as type: Value.Type
    ) throws(ResultsError) -> (values: [Value], cutOff: Bool) {
        let data = try read(path)
        let decoder = JSONDecoder()
        let lines = RunFolder.lines(of: data)
        let cutOff = !lines.isEmpty && data.last != UInt8(ascii: "\n")
        var values: [Value] = []
        values.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() where !(cutOff && index == lines.count - 1) {
            do {
                values.append(try decoder.decode(type, from: line))
            } catch { throw .malformed(path: path, line: index + 1, reason: PlainReason.of(error)) }
        }
        return (values, cutOff)
    }

    /// By memchr: Data's own split takes a third of the time that reading a large run does.
    private static func lines(of data: Data) -> [Data] {
        data.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return [] }
            var lines: [Data] = []
            var start = 0
            while start < bytes.count {
                let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
                let end = found.map { base.distance(to: UnsafeRawPointer($0)) } ?? bytes.count
                if end > start { lines.append(Data(bytes[start..<end])) }
                start = end + 1
            }
            return lines
        }
    }

    private func read(_ file: String) throws(ResultsError) -> Data {
        do { return try Data(contentsOf: URL(filePath: file)) } catch {
            throw .cannotRead(path: file, reason: PlainReason.of(error))
        }
    }
}
