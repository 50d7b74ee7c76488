import Linux

/// The one static worker that every arm runs, open as one descriptor.
public struct WorkerBinary: ~Copyable {
    public let path: String
    let descriptor: FileDescriptor

    /// Opens ISOCOST_WORKER if set; else the worker beside this program, or in ../libexec/isocost.
    /// - Throws: `ExperimentError.workerMissing` with the paths that were tried.
    public static func locate() throws(ExperimentError) -> WorkerBinary {
        let places = CompanionProgram.places(of: "isocost-worker", variable: "ISOCOST_WORKER")
        guard let found = CompanionProgram(places) else { throw .workerMissing(tried: places) }
        return WorkerBinary(found)
    }

    private init(_ program: consuming CompanionProgram) {
        path = program.path
        descriptor = program.descriptor
    }
}
