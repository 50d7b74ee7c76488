/// The mark of one family's points: families are told apart without colour too.
enum PlotSymbol: Int, CaseIterable {
    case circle
    case square
    case diamond
    case triangle

    /// Colours and dashes that the style knows.
    static let tones = 6

    /// Families beyond the last symbol begin again with the first.
    init(_ index: Int) { self = Self.allCases[index % Self.allCases.count] }

    /// The outline around a centre, about 9 units wide.
    func path(x: Double, y: Double) -> String {
        switch self {
        case .circle:
            return "M\(at(x - 4.5, y))a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z"
        case .square:
            return "M\(at(x - 4, y - 4))h8v8h-8Z"
        case .diamond:
            return "M\(at(x, y - 5.5))l5.5 5.5l-5.5 5.5l-5.5 -5.5Z"
        case .triangle:
            return "M\(at(x, y - 5))l5 9h-10Z"
        }
    }

    private func at(_ x: Double, _ y: Double) -> String {
        ForestPlot.coordinate(x) + " " + ForestPlot.coordinate(y)
    }
}
