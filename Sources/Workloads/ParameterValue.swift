/// A value as it is given in JSON or YAML, before a parameter's description has judged it.
public enum ParameterValue: Sendable, Equatable {
    case integer(Int)
    case fraction(Double)
    case text(String)
    case boolean(Bool)
}

extension ParameterValue: CustomStringConvertible {
    /// The value as JSON writes it.
    public var description: String {
        switch self {
        case .integer(let value): String(value)
        case .fraction(let value): String(value)
        case .text(let value): FlatJSON.quoted(value)
        case .boolean(let value): String(value)
        }
    }
}

extension ParameterValue: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(stringLiteral value: String) { self = .text(value) }
}
