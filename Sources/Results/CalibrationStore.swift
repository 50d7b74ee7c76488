import Experiment
import FoundationEssentials
import Statistics

/// The newest calibration of every host that this user calibrated: a small file for each.
public struct CalibrationStore: Sendable {
    let folder: String

    public init(folder: String) { self.folder = folder }

    /// Where state of a user's programs belongs: `$XDG_STATE_HOME`, or `~/.local/state` (XDG Base Directory
    /// Specification 0.8).
    public static func ofThisUser(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> CalibrationStore {
        let given = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let state = given ?? (environment["HOME"] ?? "/root") + "/.local/state"
        return CalibrationStore(folder: "\(state)/isocost/calibrations")
    }

    /// Replaces the host's earlier one.
    /// - Throws: `ResultsError.cannotWrite`.
    public func save(_ citation: CalibrationCitation, of host: HostFacts) throws(ResultsError) {
        let path = path(of: host)
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data(JSONText.pretty(citation).utf8).write(to: URL(filePath: path), options: .atomic)
        } catch { throw .cannotWrite(path: path, reason: PlainReason.of(error)) }
    }

    /// - Returns: nil where the host was not calibrated, or the file is not one of this version's.
    public func newest(of host: HostFacts) -> CalibrationCitation? {
        guard let data = try? Data(contentsOf: URL(filePath: path(of: host))) else { return nil }
        return try? JSONDecoder().decode(CalibrationCitation.self, from: data)
    }

    /// A host is known by its name and hardware; its kernel is part of what is cited.
    private func path(of host: HostFacts) -> String {
        var identity = FNV1a()
        for part in [host.hostname, host.cpuModel, host.virtualization] { identity.combine(part) }
        for part in [UInt64(host.cpus), UInt64(host.numaNodes)] { identity.combine(part) }
        return "\(folder)/\(String(identity.value, radix: 16)).json"
    }
}
