import CLinux
import Glibc

/// A socket of rtnetlink in this process's network namespace.
public struct RouteSocket: ~Copyable {
    private let descriptor: FileDescriptor

    public init() throws(SystemError) {
        let raw = try retrying("socket", "NETLINK_ROUTE") { isocost_route_socket() }
        descriptor = FileDescriptor(owning: raw)
    }

    /// Sends a request and waits for the kernel's answer.
    /// - Parameter operation: for the message of a failure, with its subject.
    public func request(_ message: RouteMessage, _ operation: String, _ subject: String) throws(SystemError) {
        try descriptor.write(message.bytes)
        let answer = try descriptor.read(upTo: 8192)
        // struct nlmsghdr, then the error of struct nlmsgerr: 0 for done.
        guard answer.count >= 20 else { throw SystemError(operation, subject, code: EPROTO) }
        let (type, error) = answer.withUnsafeBytes {
            (
                $0.loadUnaligned(fromByteOffset: 4, as: UInt16.self),
                $0.loadUnaligned(fromByteOffset: 16, as: Int32.self)
            )
        }
        guard type == 2 else { throw SystemError(operation, subject, code: EPROTO) }  // NLMSG_ERROR
        if error < 0 { throw SystemError(operation, subject, code: -error) }
    }

    /// The attributes of an interface by their numbers; nil when there is none of that name.
    func attributes(ofInterface name: String) throws(SystemError) -> [UInt16: [UInt8]]? {
        var message = RouteMessage(.getLink)
        message.addInterface(index: 0)
        message.add(RouteMessage.Attribute.name, name)
        try descriptor.write(message.bytes)
        let answer = try descriptor.read(upTo: 65536)
        guard answer.count >= 20 else { return nil }
        let type = answer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 4, as: UInt16.self) }
        // The answer, RTM_NEWLINK, and behind it the acknowledgement, in this read or the next.
        guard type == RouteMessage.Kind.newLink.rawValue else { return nil }
        let length = Int(answer.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 0, as: UInt32.self) })
        if answer.count <= length { _ = try descriptor.read(upTo: 8192) }
        return Self.attributes(answer, from: 32, to: min(length, answer.count))
    }

    /// A run of `struct rtattr`: length, number, content, padded to four bytes.
    static func attributes(_ bytes: [UInt8], from start: Int, to end: Int) -> [UInt16: [UInt8]] {
        var found: [UInt16: [UInt8]] = [:]
        var offset = start
        while offset + 4 <= end {
            let (length, number) = bytes.withUnsafeBytes {
                (
                    Int($0.loadUnaligned(fromByteOffset: offset, as: UInt16.self)),
                    $0.loadUnaligned(fromByteOffset: offset + 2, as: UInt16.self)
                )
            }
            guard length >= 4, offset + length <= end else { break }
            // NLA_F_NESTED is of no interest.
            found[number & 0x3fff] = Array(bytes[(offset + 4)..<(offset + length)])
            offset += (length + 3) & ~3
        }
        return found
    }
}
