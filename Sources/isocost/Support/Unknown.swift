import Naming

/// Messages about names that are not known, with those that are nearest.
enum Unknown {
    static func format(_ name: String, known: [String]) -> String {
        "there is no format '\(name)'\(NearestName.hint(among: known, to: name)) (there are \(known.joined(separator: ", ")))."
    }
}
