import Experiment

/// What a run's first blocks say of how long it will take, for people who wait.
public struct ForecastText {
    public let lines: [String]

    /// - Parameter precision: the half-width asked for, a ratio.
    public init(_ forecast: Forecast, precision: Double) {
        let asked = "±" + Decimal.trimmed(precision * 100, decimals: 4) + " %"
        let unreachable = forecast.unreachable
        guard !unreachable.isEmpty else {
            let needed = forecast.secondsNeeded ?? 0
            // What is there in no time needs no announcement.
            lines = needed < 2 ? [] : ["\(asked) everywhere in about \(Self.duration(needed))"]
            return
        }
        lines =
            [
                "\(asked) can't be reached everywhere in the \(Self.duration(forecast.leftSeconds)) that are left:"
            ]
            + unreachable.map { one in
                let ends = one.expectedHalfWidth.map { "about " + Self.halfWidth($0) } ?? "no interval"
                let needs =
                    one.secondsNeeded.map { "would need about \(Self.duration($0))" } ?? "never gets there"
                return "  \(one.workload.plain) will end with \(ends); \(needs)"
            }
    }

    private static func halfWidth(_ ratio: Double) -> String {
        "±" + Decimal.ceiling(ratio * 100, decimals: 2) + " %"
    }

    private static func duration(_ seconds: Double) -> String {
        seconds < 100 ? "\(Int(seconds.rounded(.up))) s" : RunText.duration(seconds)
    }
}
