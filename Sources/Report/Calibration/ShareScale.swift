import Results

/// From a share to a horizontal position: linear, from a round share below all intervals to 100 %.
struct ShareScale {
    let ticks: [Double]
    private let low: Double

    init(_ rates: [CalibrationDocument.Rate], target: ClosedRange<Double>) {
        let least = rates.map(\.lower).reduce(target.lowerBound - 0.05, min)
        let step = least < 0.6 ? 20 : least < 0.8 ? 10 : 5
        let first = max(0, Int((least * 100 / Double(step)).rounded(.down)) * step)
        ticks = stride(from: first, through: 100, by: step).map { Double($0) / 100 }
        low = Double(first) / 100
    }

    func x(_ share: Double) -> Double {
        let part = (min(max(share, low), 1) - low) / (1 - low)
        return ForestPlot.plotLeft + 8 + (ForestPlot.plotRight - ForestPlot.plotLeft - 16) * part
    }
}
