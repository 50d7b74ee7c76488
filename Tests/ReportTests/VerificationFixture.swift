import Experiment

@testable import Results

/// Verifications to render: properties of four groups, every standing among them.
enum VerificationFixture {
    static let run = VerificationDocument.RunFacts(
        startedAt: "2025-03-04T05:06:07Z", durationSeconds: 1.34, version: "0.1.0", userID: 0)

    static let properties: [VerificationDocument.Property] = [
        .init(
            name: "processes.seen", title: "processes of the host are seen", attempt: "looks through /proc"),
        .init(
            name: "root.chroot", title: "a folder that chroot(2) has made the root is left again",
            attempt: "leaves it"),
        .init(
            name: "root.proc", title: "its root is left through /proc/1/root", attempt: "enters /proc/1/root"),
        .init(name: "net.port", title: "a port that the host listens on is reached", attempt: "connects"),
        .init(
            name: "kernel.calls", title: "system calls reach the kernel", attempt: "counts them",
            unit: "calls"),
        .init(name: "kernel.kexec", title: "another kernel is loaded", attempt: "calls kexec_load(2)"),
    ]

    private typealias Entry = (verdict: String, detail: String, promisedBy: [String])
    private static let refused = "kexec_load gave ENOSYS: this kernel can't load another"

    private static let entries: [String: [Entry]] = [
        "bare": [
            ("shared", "/proc shows process 4711 of the host", []),
            ("escaped", "back at the root of before", []),
            ("shared", "/proc/1/root leads to the root of the host", []),
            ("shared", "127.0.0.1:4000 of the host was connected to", []), ("shared", "381 of 381", []),
            ("n/a", refused, []),
        ],
        "chroot": [
            ("shared", "/proc shows process 4712 of the host", []),
            ("escaped", "back at the root of before", []),
            (
                "escaped",
                "/proc/1/root leads to the root of the host, and a file of the host was read there", []
            ),
            ("shared", "127.0.0.1:4001 of the host was connected to", []), ("shared", "381 of 381", []),
            ("n/a", refused, []),
        ],
        "namespaces": [
            ("isolated", "/proc shows 1 processes, none of them the host's", ["pid", "proc"]),
            ("escaped", "back at the root of before", []),
            ("isolated", "/proc/1/root is another root than the host's", ["pivot", "pid", "proc"]),
            ("isolated", "connect gave ECONNREFUSED on 127.0.0.1:4002", ["net"]),
            ("shared", "381 of 381", []),
            ("n/a", refused, ["user"]),
        ],
        "container": [
            ("isolated", "/proc shows 1 processes, none of them the host's", ["pid", "proc"]),
            ("n/a", "there is no chroot to leave: chroot gave EPERM", []),
            ("isolated", "/proc/1/root is another root than the host's", ["pivot", "pid", "proc"]),
            ("isolated", "connect gave ECONNREFUSED on 127.0.0.1:4003", ["net"]),
            ("isolated", "329 of 381 system calls reach the kernel; refused: 52 with EPERM", []),
            ("n/a", refused, ["user"]),
        ],
    ]

    private static let mechanisms = [
        "bare": [], "chroot": ["chroot"], "namespaces": ["mount", "pid", "net", "user", "proc", "pivot"],
        "container": ["mount", "pid", "net", "user", "proc", "pivot", "seccomp"],
    ]

    private static func document(_ names: [String], _ properties: [VerificationDocument.Property])
        -> VerificationDocument
    {
        VerificationDocument(
            run: run, host: Fixture.host, properties: properties,
            environments: names.map {
                .init(name: $0, summary: "the environment \($0)", mechanisms: mechanisms[$0] ?? [])
            },
            outcomes: names.flatMap { name in
                zip(self.properties, entries[name] ?? []).filter { properties.contains($0.0) }.map {
                    property, entry in
                    .init(
                        environment: name, property: property.name, verdict: entry.verdict,
                        detail: entry.detail,
                        value: property.unit == nil ? nil : Int(entry.detail.prefix(3)),
                        promisedBy: entry.promisedBy)
                }
            })
    }

    /// Every promise holds or is not put to the test; a runtime is not there.
    static var holds: VerificationDocument {
        var document = document(["bare", "chroot", "namespaces", "container"], properties)
        document.environments.append(
            .init(
                name: "podman", summary: "podman", mechanisms: ["runtime"], unavailable: "no podman in PATH"))
        return document
    }

    /// One promise is broken.
    static var broken: VerificationDocument {
        var document = holds
        for index in document.outcomes.indices
        where document.outcomes[index].environment == "container"
            && document.outcomes[index].property == "net.port"
        {
            document.outcomes[index].verdict = "shared"
            document.outcomes[index].detail = "127.0.0.1:4003 of the host was connected to"
            document.outcomes[index].failed = true
        }
        return document
    }

    /// Names that would steer a terminal, a table or a page.
    static var hostile: VerificationDocument {
        var document = broken
        document.environments[3].name = Fixture.oddName
        document.environments[3].mechanisms = ["<script>alert(1)</script>", "a|b"]
        for index in document.outcomes.indices where document.outcomes[index].environment == "container" {
            document.outcomes[index].environment = Fixture.oddName
            document.outcomes[index].detail = "\u{1B}[31m<b>\"x\" | {{version}}"
        }
        return document
    }

    static let all: [(name: String, document: VerificationDocument)] = [
        ("holds", holds), ("broken", broken), ("single", document(["bare", "chroot"], [properties[2]])),
        ("nothing", document(["bare"], properties)), ("hostile", hostile),
    ]
}
