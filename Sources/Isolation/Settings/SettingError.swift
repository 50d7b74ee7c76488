/// What is wrong with a value of an environment file.
public struct SettingError: Error, Sendable, CustomStringConvertible {
    /// From 1; nil where it comes from no file.
    public var line: Int?
    public var message: String

    public init(line: Int? = nil, message: String) {
        self.line = line
        self.message = message
    }

    public var description: String { message }
}
