/// Something that can be chosen of a runtime, as a member of `runtime: {…}` in an environment file.
public struct RuntimeOption: Sendable {
    /// What a value has to be.
    public enum Kind: Sendable {
        case word([String])
        case path
        /// Text such as `256MiB`.
        case size
    }

    public let name: String
    public let summary: String
    public let kind: Kind

    public init(_ name: String, _ summary: String, _ kind: Kind) {
        self.name = name
        self.summary = summary
        self.kind = kind
    }

    func read(_ setting: Setting) throws(SettingError) -> String {
        switch kind {
        case .word(let words): return try setting.word(name, of: words)
        case .path: return try setting.path(name)
        case .size:
            let typed = try setting.text(name)
            guard RuntimeOption.mebibytes(typed) != nil else {
                throw setting.error("'\(name)' cannot be '\(typed)': a size such as 256MiB or 1GiB")
            }
            return typed
        }
    }

    /// A size in whole MiB, as virtual machines take it; nil for what is none.
    static func mebibytes(_ text: String) -> Int? {
        let unit: UInt64 = 1 << 20
        guard let bytes = ByteAmount.parse(text), bytes >= unit, bytes.isMultiple(of: unit) else {
            return nil
        }
        return Int(exactly: bytes / unit)
    }
}
