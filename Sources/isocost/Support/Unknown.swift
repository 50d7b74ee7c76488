import Workloads

/// Messages about names that are not known, with those that are nearest.
enum Unknown {
    static func format(_ name: String, known: [String]) -> String {
        let near = NearestName.among(known, to: name).first.map { "; did you mean '\($0)'?" } ?? ""
        return "there is no format '\(name)'\(near) (there are \(known.joined(separator: ", ")))."
    }
}
