/// What it means that a kernel would do what it was asked for.
enum KernelRight {
    /// A right over the kernel is one over the host only where the kernel is the host's.
    /// - Parameter detail: how the right was shown.
    static func granted(_ detail: String, _ given: Values) throws(ProbeError) -> Outcome {
        switch given.flag("same.kernel") {
        case true?: return .shared(detail)
        case false?: return .isolated("\(detail), in a kernel of its own")
        case nil: throw .notApplicable("\(detail), but whose kernel that is can't be told from outside")
        }
    }
}
