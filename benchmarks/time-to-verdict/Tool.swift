/// Something that says which of two programs is slower.
protocol Tool {
    var name: String { get }
    /// How much it may measure, from little to much: each is a way of asking.
    var efforts: [String] { get }
    /// One answer.
    /// - Parameters:
    ///   - effort: an index into `efforts`.
    ///   - differ: whether one program does 2 % more, or both do the same.
    func ask(effort: Int, differ: Bool) throws -> Answer
}

/// What a tool said, and how long that took.
struct Answer {
    var seconds: Double
    /// It says that there is a difference.
    var finds: Bool
    /// And that the second program is the slower one.
    var isSlower: Bool
    /// By which `finds` can be made stricter; lower is surer.
    var pValue: Double
}
