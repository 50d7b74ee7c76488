import CLinux
import Glibc

/// Reads a key of the host (man 7 keyrings). Harmless: the key is isocost's own, in a keyring that ends with
/// its process.
///
/// Keys have numbers that no namespace keeps apart: what a key's permissions allow to its owner, the same
/// user may do anywhere. And a session keyring goes on into whatever is started.
struct Keyring: Probe {
    static let property = Property(
        "kernel.keyring", "a key of the host is read",
        attempt: "reads a key of the host by its number, and looks whether it has the host's session keyring")

    mutating func prepare(_ site: Site) throws(ProbeError) -> Values {
        let payload = Array(try site.values.text("secret").utf8)
        var key = -1
        let code = refusal {
            "user".withCString { type in
                "isocost-probe".withCString { name in
                    payload.withUnsafeBytes { bytes in
                        key = isocost_call(
                            Int(ISOCOST_CALL_ADD_KEY), Int(bitPattern: type), Int(bitPattern: name),
                            Int(bitPattern: bytes.baseAddress), bytes.count, Self.processKeyring, 0)
                        return key
                    }
                }
            }
        }
        if code == ENOSYS { throw .notApplicable("this kernel has no keyrings") }
        if let code { throw .system(call: "add_key", subject: "", code: code) }
        // A process that does not possess the key is judged as the user that owns it.
        try system("keyctl(KEYCTL_SETPERM)") { Self.keyctl(Self.setPermissions, key, 0x3f3f_0000) }
        return ["key": .integer(key), "session": .integer(Self.session)]
    }

    func attempt(_ given: Values) throws(ProbeError) -> Outcome {
        let key = try given.integer("key")
        let secret = Array(try given.text("secret").utf8)
        var buffer = [UInt8](repeating: 0, count: 256)
        let code = buffer.withUnsafeMutableBytes { bytes in
            refusal { Self.keyctl(Self.read, key, Int(bitPattern: bytes.baseAddress), bytes.count) }
        }
        if code == nil, buffer.starts(with: secret) {
            return .shared("keyctl read key \(key) of the host by its number")
        }
        let refused = "keyctl read gave \(code.map(Errno.name) ?? "another key")"
        let (session, hosts) = (Self.session, try given.integer("session"))
        return session > 0 && session == hosts
            ? .shared("\(refused), but it has the host's session keyring \(session)") : .isolated(refused)
    }

    /// The number of the session keyring, or -1.
    private static var session: Int { keyctl(getKeyring, -3, 0) }

    private static func keyctl(_ operation: Int, _ first: Int, _ second: Int, _ third: Int = 0) -> Int {
        isocost_call(Int(ISOCOST_CALL_KEYCTL), operation, first, second, third, 0, 0)
    }

    // linux/keyctl.h
    private static let (getKeyring, setPermissions, read) = (0, 5, 11)
    private static let processKeyring = -2
}
