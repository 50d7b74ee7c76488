import ArgumentParser

/// A length of time as the command line and suites write it: `500ms`, `60s`, `5m`.
struct Duration: ExpressibleByArgument, Equatable {
    var seconds: Double

    init(seconds: Double) { self.seconds = seconds }

    var defaultValueDescription: String { "\(Int(seconds))s" }

    static let expectation = "a duration such as 500ms, 60s or 5m"

    init?(argument: String) {
        let units = [("ms", 1e-3), ("s", 1.0), ("m", 60.0), ("h", 3600.0)]
        guard let (unit, factor) = units.first(where: { argument.hasSuffix($0.0) }),
            let number = Double(argument.dropLast(unit.count)), number.isFinite, number > 0
        else { return nil }
        seconds = number * factor
    }
}

/// A part of a whole: `0.5%`, or as a number below 1, `0.005`.
struct Fraction: ExpressibleByArgument, Equatable {
    var value: Double

    init(value: Double) { self.value = value }

    var defaultValueDescription: String { "\(Int((value * 100).rounded()))%" }

    static let expectation = "a fraction such as 0.5% or 0.005, above 0 and below 100%"

    init?(argument: String) {
        let isPercent = argument.hasSuffix("%")
        guard let number = Double(isPercent ? String(argument.dropLast()) : argument) else { return nil }
        let value = isPercent ? number / 100 : number
        guard value > 0, value < 1 else { return nil }
        self.value = value
    }
}

/// `K=V`.
struct Label: ExpressibleByArgument {
    var key: String
    var value: String

    init?(argument: String) {
        guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
        key = String(argument[..<sign])
        value = String(argument[argument.index(after: sign)...])
    }
}
