import Naming

/// A value of an environment file, whatever the file is written in, and where it stands.
public struct Setting: Sendable {
    public indirect enum Value: Sendable, Equatable {
        case text(String)
        case integer(Int)
        case number(Double)
        case flag(Bool)
        case list([Setting])
        /// In the order in which they are written.
        case members([Member])
    }

    public struct Member: Sendable, Equatable {
        public var key: String
        public var value: Setting

        public init(_ key: String, _ value: Setting) {
            self.key = key
            self.value = value
        }
    }

    public var value: Value
    /// From 1; nil where it comes from no file.
    public var line: Int?
    /// Where relative paths in it start.
    public var folder: String?

    public init(_ value: Value, line: Int? = nil, folder: String? = nil) {
        self.value = value
        self.line = line
        self.folder = folder
    }

    public static func text(_ text: String) -> Setting { Setting(.text(text)) }
    public static func texts(_ texts: [String]) -> Setting { Setting(.list(texts.map(Setting.text))) }
    public static func integer(_ number: Int) -> Setting { Setting(.integer(number)) }
    public static func flag(_ flag: Bool) -> Setting { Setting(.flag(flag)) }
    public static func members(_ members: [Member]) -> Setting { Setting(.members(members)) }

    public func error(_ message: String) -> SettingError { SettingError(line: line, message: message) }
}

/// Where a value stands is not part of it.
extension Setting: Equatable {
    public static func == (left: Setting, right: Setting) -> Bool { left.value == right.value }
}

extension Setting {
    /// The value as text; numbers and flags as they are written.
    public var scalar: String? {
        switch value {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        case .list, .members: nil
        }
    }

    /// - Parameter key: names the value in messages, as do the `key`s below.
    public func text(_ key: String) throws(SettingError) -> String {
        guard let scalar else { throw error("'\(key)' has to be a text") }
        return scalar
    }

    public func flag(_ key: String) throws(SettingError) -> Bool {
        switch try text(key) {
        case "true": return true
        case "false": return false
        case let typed: throw error("'\(key)' cannot be '\(typed)' (expected: true, false)")
        }
    }

    public func integer(_ key: String, in range: ClosedRange<Int>) throws(SettingError) -> Int {
        let typed = try text(key)
        guard let number = Int(typed), range.contains(number) else {
            throw error(
                "'\(key)' cannot be '\(typed)': a whole number from \(range.lowerBound) to \(range.upperBound)"
            )
        }
        return number
    }

    public func number(_ key: String, above lowest: Double) throws(SettingError) -> Double {
        let typed = try text(key)
        guard let number = Double(typed), number.isFinite, number > lowest else {
            throw error("'\(key)' cannot be '\(typed)': a number above \(lowest)")
        }
        return number
    }

    public func list(_ key: String) throws(SettingError) -> [Setting] {
        guard case .list(let items) = value else { throw error("'\(key)' has to be a list") }
        return items
    }

    public func texts(_ key: String) throws(SettingError) -> [String] {
        var found: [String] = []
        for item in try list(key) { found.append(try item.text(key)) }
        return found
    }

    /// One of a few words.
    public func word(_ key: String, of known: [String]) throws(SettingError) -> String {
        let typed = try text(key)
        if known.contains(typed) { return typed }
        let near = NearestName.hint(among: known, to: typed)
        throw error("'\(key)' cannot be '\(typed)'\(near) (expected: \(known.joined(separator: ", ")))")
    }

    /// A mapping whose keys are free.
    public func members(_ key: String) throws(SettingError) -> [Member] {
        guard case .members(let members) = value else { throw error("'\(key)' has to be a mapping") }
        return members
    }

    /// A mapping with some of a few keys.
    public func members(_ key: String, of known: [String]) throws(SettingError) -> [String: Setting] {
        guard case .members(let members) = value else {
            throw error("\(key) has to be a mapping with the keys \(known.joined(separator: ", "))")
        }
        var found: [String: Setting] = [:]
        for member in members {
            guard known.contains(member.key) else {
                let near = NearestName.hint(among: known, to: member.key)
                throw member.value.error(
                    "unknown key '\(member.key)' in \(key)\(near) (expected: \(known.joined(separator: ", ")))"
                )
            }
            found[member.key] = member.value
        }
        return found
    }

    /// An absolute path, without a slash at its end.
    public func path(_ key: String) throws(SettingError) -> String {
        var path = try text(key)
        guard path.hasPrefix("/") else { throw error("'\(key)' has to be absolute") }
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }
}
