import FoundationEssentials
import Testing

/// A rendering as it was last accepted; `ISOCOST_RECORD_GOLDEN=1 swift test` accepts the present one.
enum GoldenFile {
    static func check(
        _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = folder + "/" + name
        if ProcessInfo.processInfo.environment["ISOCOST_RECORD_GOLDEN"] == "1" {
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
        let accepted = try String(contentsOfFile: path, encoding: .utf8)
        let difference = firstDifference(accepted, text)
        #expect(difference == nil, "\(name): \(difference ?? "")", sourceLocation: sourceLocation)
    }

    /// The first line that is not the same: whole pages side by side help nobody.
    private static func firstDifference(_ accepted: String, _ text: String) -> String? {
        guard accepted != text else { return nil }
        let old = accepted.split(separator: "\n", omittingEmptySubsequences: false)
        let new = text.split(separator: "\n", omittingEmptySubsequences: false)
        for number in 0..<max(old.count, new.count) {
            let (before, after) = (
                number < old.count ? old[number] : "", number < new.count ? new[number] : ""
            )
            if before != after { return "line \(number + 1) was\n\(before)\nand is\n\(after)" }
        }
        return "line ends differ"
    }

    private static let folder = #filePath.dropLast("/GoldenFile.swift".count) + "/Golden"
}
