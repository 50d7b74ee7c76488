import Foundation
import Linux
import Testing

@testable import Isolation

struct OCISpecTests {
    private func spec(_ fixture: RuntimeFixture, v2: Bool = false) -> OCISpec {
        OCISpec.worker(of: fixture.site, withCgroupNamespace: v2)
    }

    @Test func whatItSaysIsReadBack() throws {
        let fixture = try RuntimeFixture()
        let spec = spec(fixture)
        let text = try spec.text(site: fixture.site)
        #expect(try JSONDecoder().decode(OCISpec.self, from: Data(text.utf8)) == spec)
        #expect(!text.contains("\\/"))
    }

    @Test func theRootHoldsTheWorkerAndTheScratchFolder() throws {
        let fixture = try RuntimeFixture()
        let spec = spec(fixture)
        #expect(spec.root.readonly)
        let binds = spec.mounts.filter { $0.type == "bind" }
        #expect(binds.map(\.source) == ["/bin/sh", fixture.site.scratch])
        #expect(binds.map(\.destination) == ["/isocost-worker", fixture.site.scratch])
        #expect(binds[0].options == ["bind", "ro"] && binds[1].options == ["bind", "rw"])
        #expect(spec.process.args == ["/isocost-worker"] && spec.process.env == ["SWIFT_ROOT=/"])
    }

    @Test func aCgroupNamespaceGoesWithV2() throws {
        let fixture = try RuntimeFixture()
        let kinds = ["pid", "network", "ipc", "uts", "mount"]
        #expect(spec(fixture).linux.namespaces.map(\.type) == kinds)
        #expect(spec(fixture, v2: true).linux.namespaces.map(\.type) == kinds + ["cgroup"])
    }

    /// What the reference runtime writes, where it is there to be asked.
    @Test(.enabled(if: SearchPath.find(["runc"]) != nil, "runc is not installed"))
    func itIsWhatRuncWritesButForThreeThings() throws {
        let fixture = try RuntimeFixture()
        let folder = try fixture.site.makeFolder("spec")
        let runc = try #require(SearchPath.find(["runc"]))
        let told = try HelperProgram(command: [runc, "spec"], folder: folder).run(environment: "e")
        try #require(told.succeeded, "\(told.summary)")
        let text = try contents(of: "\(folder)/config.json")
        let theirs = try JSONDecoder().decode(OCISpec.self, from: Data(text.utf8))
        var ours = spec(fixture, v2: theirs.linux.namespaces.contains { $0.type == "cgroup" })
        #expect(theirs.process.terminal && !ours.process.terminal)
        ours.process.terminal = true
        (ours.process.args, ours.process.env) = (theirs.process.args, theirs.process.env)
        ours.mounts.removeAll { $0.type == "bind" }
        (ours.hostname, ours.ociVersion) = (theirs.hostname, theirs.ociVersion)
        #expect(ours == theirs)
    }

    @Test(arguments: ["crun", "runc", "gvisor", "oci"])
    func theBundleIsWhereTheCommandSays(name: String) throws {
        let fixture = try RuntimeFixture()
        let choice = try RuntimeFixture.choice(["name": name, "path": "/bin/true"])
        let launch = try choice.runtime.prepare(fixture.site, executable: choice.path!, choice: choice)
        let command = launch.workerCommand
        #expect(command.first == "/bin/true")
        #expect(command.suffix(4) == ["run", "--bundle", fixture.site.folder, fixture.site.name])
        #expect(command.contains(fixture.site.path("state")))
        let config = try contents(of: fixture.site.path("config.json"))
        #expect(config.contains(fixture.site.scratch))
        #expect(names(in: fixture.site.folder).contains("rootfs"))
    }

    @Test func thePlatformOfGVisorIsPassedOn() throws {
        let fixture = try RuntimeFixture()
        let choice = try RuntimeFixture.choice(["name": "gvisor", "path": "/bin/true", "platform": "systrap"])
        let launch = try choice.runtime.prepare(fixture.site, executable: choice.path!, choice: choice)
        #expect(launch.workerCommand.contains("--platform=systrap"))
        guard case .hidden = launch.workerProcess else { return #expect(Bool(false), "it can't be seen") }
    }
}
