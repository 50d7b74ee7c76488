/// What is wrong with a suite or environment file, and where.
struct FileError: Error, CustomStringConvertible {
    var file: String
    /// From 1; nil when it is about the whole file.
    var line: Int?
    var message: String

    var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}
