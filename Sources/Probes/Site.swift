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
    /// - `insidePid`: the process that was launched in the environment, as the host sees it.
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

    /// The process inside, as the host sees it: what was launched, or what that has started. Nil where the
    /// host can't see it: a virtual machine, a kernel in user space.
    var insideProcess: pid_t? {
        guard let launched = try? values.integer("insidePid") else { return nil }
        return ProcessTree.descendant(of: pid_t(launched), named: ProbeProgram.name)
    }
}

/// The program that both ends of a probe run in.
public enum ProbeProgram {
    /// Its file, and its zeroth argument.
    public static let name = "isocost-probe"
}
