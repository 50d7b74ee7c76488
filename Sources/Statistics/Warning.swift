/// Something the reader of a result should know, stored with it.
public struct Warning: Codable, Sendable, Equatable, Hashable {
    /// A stable, kebab-case name, e.g. `few-blocks`.
    public var code: String
    public var message: String
    /// What the user can do about it.
    public var advice: String

    public init(code: String, message: String, advice: String) {
        self.code = code
        self.message = message
        self.advice = advice
    }
}
