enum Version {
    /// Of the program, as in CHANGELOG.md and in every result.
    static let current = "0.1.0"
}
