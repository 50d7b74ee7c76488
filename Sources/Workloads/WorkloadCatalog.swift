import Glibc
import Naming

/// Every workload there is.
public enum WorkloadCatalog {
    /// A new workload is one new file and one line here.
    public static let all: [WorkloadDescription] = [
        IntegerArithmetic.description,
        FloatArithmetic.description,
        UnpredictableBranches.description,
        MemoryBandwidth.description,
        MemoryLatency.description,
        PageFaults.description,
        RandomReads.description,
        SequentialWrites.description,
        FileMetadata.description,
        OpenSystemCall.description,
        TCPRoundTrip.description,
        NullSystemCall.description,
        StatSystemCall.description,
        ForkProcess.description,
    ]

    /// - Throws: `WorkloadError.unknownWorkload` with the names nearest to it.
    public static func description(named name: String) throws(WorkloadError) -> WorkloadDescription {
        if let found = all.first(where: { $0.name == name }) { return found }
        throw .unknownWorkload(name: name, nearest: NearestName.among(all.map(\.name), to: name))
    }

    /// The workloads whose name matches a pattern of `*`, `?` and `[…]` (man 7 glob), in catalogue order.
    /// - Throws: `WorkloadError.unknownWorkload` if there are none, with the names nearest to the pattern.
    public static func select(_ glob: String) throws(WorkloadError) -> [WorkloadDescription] {
        let selected = all.filter { fnmatch(glob, $0.name, 0) == 0 }
        if selected.isEmpty { return [try description(named: glob)] }
        return selected
    }
}
