import Glibc

/// Sets the host name. Harmless: another name is set only where the name differs from the host's, and two
/// names can't be one host's; elsewhere the name is set to what it is, which shows the power and changes
/// nothing. Whether that is the host's name is then told by the UTS namespaces of both ends.
struct HostName: Probe {
    static let property = Property(
        "system.hostname", "the name of the host is changed",
        attempt: "sets the host name: to another one where it is its own, else to the same",
        promisedBy: [["uts"], ["user"]])

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values { ["hostname": .text(Self.current)] }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let own = Self.current
        let isOwn = own != (try given.text("hostname"))
        let name = isOwn ? "isocost-probe" : own
        if let code = refusal({ sethostname(name, name.utf8.count) }) {
            return .isolated("sethostname gave \(Errno.name(code))")
        }
        if isOwn {
            sethostname(own, own.utf8.count)
            return .isolated("the name '\(own)' was set to '\(name)' inside, and the host kept its own")
        }
        switch given.flag("same.uts") {
        case true?: return .shared("sethostname may set the host's name (it was set to what it is)")
        case false?: return .isolated("sethostname works, on a name of its own that is like the host's")
        case nil: throw .notApplicable("whose name sethostname sets can't be told from outside")
        }
    }

    private static var current: String {
        var buffer = [UInt8](repeating: 0, count: 256)
        buffer.withUnsafeMutableBytes { buffer in
            _ = gethostname(buffer.baseAddress!.assumingMemoryBound(to: CChar.self), buffer.count - 1)
        }
        return String(decoding: buffer.prefix { $0 != 0 }, as: UTF8.self)
    }
}
