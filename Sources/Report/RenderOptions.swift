/// What the place that a report is printed to can show.
public struct RenderOptions: Sendable, Equatable {
    /// False when standard output is no terminal, and where NO_COLOR is set.
    public var colour: Bool
    /// Columns of the terminal; nil where there is no limit to keep, which gives 100.
    public var width: Int?
    /// What the user can name this run by in a further command; nil prints `RUN`.
    public var runPath: String?

    public init(colour: Bool = false, width: Int? = nil, runPath: String? = nil) {
        self.colour = colour
        self.width = width
        self.runPath = runPath
    }

    /// Narrower than this, a table of figures can't be laid out.
    static let minimumWidth = 60

    var columns: Int { max(Self.minimumWidth, width ?? 100) }
}
