import Results

/// What a report can look like: one file and one line in `ReportCatalog` for each.
public protocol NamedFormat: Sendable {
    /// As `--format` takes it, e.g. `markdown`.
    static var name: String { get }
    /// Of a file that holds it, without the dot.
    static var fileExtension: String { get }
    init()
    /// Formats that look the same everywhere keep the default, which leaves the options aside.
    init(options: RenderOptions)
}

extension NamedFormat {
    public init(options: RenderOptions) { self.init() }
}

/// A rendering of one run.
public protocol ReportFormat: NamedFormat {
    /// The whole report; text ends with a line end.
    func render(_ table: ComparisonTable) throws(ReportError) -> String
}

/// A rendering of two runs side by side, for `compare` and `gate`.
public protocol DifferenceFormat: NamedFormat {
    /// The whole report; text ends with a line end.
    func render(_ difference: RunDifference) throws(ReportError) -> String
}

/// A rendering of how often the method was right on a host, for `calibrate`.
public protocol CalibrationFormat: NamedFormat {
    /// The whole report; text ends with a line end.
    func render(_ document: CalibrationDocument) throws(ReportError) -> String
}

/// A rendering of what environments contain, for `verify`.
public protocol VerificationFormat: NamedFormat {
    /// The whole report; text ends with a line end.
    func render(_ document: VerificationDocument) throws(ReportError) -> String
}

/// A rendering of what each mechanism costs, for `attribute`.
public protocol AttributionFormat: NamedFormat {
    /// The whole report; text ends with a line end.
    func render(_ document: AttributionDocument) throws(ReportError) -> String
}

/// A rendering of what an environment should cost, for `predict`.
public protocol PredictionFormat: NamedFormat {
    /// The whole report; text ends with a line end.
    func render(_ document: PredictionDocument) throws(ReportError) -> String
}
