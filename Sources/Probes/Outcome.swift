/// The verdict of one attempt, with the call and its errno, or what was reached, in one line.
public struct Outcome: Sendable, Equatable {
    public var verdict: Verdict
    public var detail: String
    /// For properties that are counted, in the property's unit.
    public var value: Int?

    public init(_ verdict: Verdict, _ detail: String, value: Int? = nil) {
        self.verdict = verdict
        self.detail = detail
        self.value = value
    }

    static func isolated(_ detail: String) -> Outcome { Outcome(.isolated, detail) }
    static func shared(_ detail: String) -> Outcome { Outcome(.shared, detail) }
    static func escaped(_ detail: String) -> Outcome { Outcome(.escaped, detail) }
    static func notApplicable(_ detail: String) -> Outcome { Outcome(.notApplicable, detail) }
}
