/// As a value of JSON.
extension Setting: Codable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            // JSON has no order of members.
            self.init(
                .members(
                    try container.allKeys.sorted { $0.stringValue < $1.stringValue }.map {
                        Member($0.stringValue, try container.decode(Setting.self, forKey: $0))
                    }))
            return
        }
        let container = try decoder.singleValueContainer()
        if let flag = try? container.decode(Bool.self) {
            self.init(.flag(flag))
        } else if let number = try? container.decode(Int.self) {
            self.init(.integer(number))
        } else if let number = try? container.decode(UInt64.self) {
            self.init(.text("\(number)"))
        } else if let number = try? container.decode(Double.self) {
            self.init(.number(number))
        } else if let text = try? container.decode(String.self) {
            self.init(.text(text))
        } else {
            self.init(.list(try container.decode([Setting].self)))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        switch value {
        case .text(let text): try text.encode(to: encoder)
        case .integer(let number): try number.encode(to: encoder)
        case .number(let number): try number.encode(to: encoder)
        case .flag(let flag): try flag.encode(to: encoder)
        case .list(let items): try items.encode(to: encoder)
        case .members(let members):
            var container = encoder.container(keyedBy: Key.self)
            for member in members {
                try container.encode(member.value, forKey: .init(stringValue: member.key))
            }
        }
    }
}
