import Workloads

/// What harness and both ends of a probe tell one another: the members of a flat JSON object.
public struct Values: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    public private(set) var members: [String: ParameterValue]

    public init(_ members: [String: ParameterValue] = [:]) { self.members = members }

    public init(dictionaryLiteral elements: (String, ParameterValue)...) {
        members = Dictionary(uniqueKeysWithValues: elements)
    }

    /// - Throws: `ProbeError.malformedRequest` with the offset, in bytes, of what is wrong.
    public init(json: [UInt8]) throws(ProbeError) {
        guard !json.isEmpty else {
            members = [:]
            return
        }
        do throws(WorkloadError) { members = try FlatJSON.parse(json) } catch {
            throw .malformedRequest("\(error)")
        }
    }

    /// On one line, sorted by name.
    public var json: String {
        let texts = members.sorted { $0.key < $1.key }.map { "\(FlatJSON.quoted($0.key)):\($0.value)" }
        return "{\(texts.joined(separator: ","))}"
    }

    /// These and those; of two by one name, that of `other`.
    public func merging(_ other: Values) -> Values {
        Values(members.merging(other.members) { _, new in new })
    }

    /// - Throws: `ProbeError.malformedRequest` when it is missing or no text.
    public func text(_ name: String) throws(ProbeError) -> String {
        if case .text(let value)? = members[name] { return value }
        throw .malformedRequest("'\(name)', a text, is missing")
    }

    /// - Throws: `ProbeError.malformedRequest` when it is missing or no whole number.
    public func integer(_ name: String) throws(ProbeError) -> Int {
        if case .integer(let value)? = members[name] { return value }
        throw .malformedRequest("'\(name)', a whole number, is missing")
    }

    /// Nil when it is missing.
    public func flag(_ name: String) -> Bool? {
        if case .boolean(let value)? = members[name] { return value }
        return nil
    }
}
