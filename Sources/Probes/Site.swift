import CLinux
import Glibc

/// Where an attempt takes place, as the process outside knows it.
public struct Site: Sendable {
    /// Of the harness:
    /// - `secret`: a text that nothing else on this host holds;
    /// - `canary`: a file of the host, outside the environment's scratch folder, whose content is the secret;
    /// - `scratch`: the environment's scratch folder as it sees it, empty where it has none;
    /// - `hostScratch`: the same as the host sees it;
    /// - `objectName`, `objectKey`: for objects of the host that outlive their process, so that the next command
    ///   finds what a killed one left;
    /// - `insidePid`: the process inside, as the host sees it; missing where it can't;
    /// - `ownKernel`: true where that is because the environment has a kernel of its own.
    public let values: Values

    public init(_ values: Values) { self.values = values }

    /// What the process inside is told for every probe: the harness's values but for the host's paths, and of
    /// the process outside its pid, its root, and for each kind of namespace whether both ends share it.
    func valuesInside() throws(ProbeError) -> Values {
        let root = try RootIdentity(of: "/")
        var inside: Values = [
            "secret": .text(try values.text("secret")), "canary": .text(try values.text("canary")),
            "scratch": .text(try values.text("scratch")), "hostPid": .integer(Int(getpid())),
            "hostRoot": .text(root.description),
        ]
        if let sharesKernel { inside = inside.merging(["same.kernel": .boolean(sharesKernel)]) }
        if let process = insideProcess {
            for kind in ["mnt", "pid", "uts"] {
                guard let own = NamespaceLink.inode(kind, of: "self"),
                    let other = NamespaceLink.inode(kind, of: "\(process)")
                else { continue }
                inside = inside.merging(Values(["same.\(kind)": .boolean(own == other)]))
            }
        }
        return inside
    }

    /// The process inside, as the host sees it. Nil where the host can't see it: a virtual machine, or a
    /// program that nothing is known of.
    var insideProcess: pid_t? { (try? values.integer("insidePid")).map { pid_t($0) } }

    /// What a machine of its own has is not the host's, and how much of the host's that is its own limits say.
    func requireSharedKernel() throws(ProbeError) {
        if sharesKernel == false { throw .notApplicable("what it uses is what its own machine was given") }
    }

    /// Whether the kernel inside is the host's; nil where that can't be told.
    var sharesKernel: Bool? {
        insideProcess != nil ? true : values.flag("ownKernel").map { !$0 }
    }
}

/// The program that both ends of a probe run in.
public enum ProbeProgram {
    /// Its file, and its zeroth argument.
    public static let name = "isocost-probe"
}
