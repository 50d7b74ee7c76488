import CLinux
import Glibc
import Testing

@testable import Linux

struct LedgerFileTests {
    let parent: TemporaryFolder
    private var folder: String { "\(parent.path)/ledgers" }

    init() throws { parent = try TemporaryFolder() }

    private func entry(_ token: String, _ subject: String = "somewhere") -> Ledger.Entry {
        Ledger.Entry(kind: "folder", token: token, subject: subject)
    }

    @Test func whatIsRecordedIsThereUntilItIsSettled() throws {
        let file = try LedgerFile(in: folder)
        try file.record(entry("a"))
        try file.record(entry("b", "with\ta tab, a line\nend and a \\"))
        #expect(file.openEntries == [entry("a"), entry("b", "with\ta tab, a line\nend and a \\")])
        #expect(!file.settle(entry("a")))
        #expect(file.openEntries.map(\.token) == ["b"])
        #expect(file.settle(entry("b", "with\ta tab, a line\nend and a \\")))
        file.discard(in: folder)
        #expect(!exists(folder), "the folder of the last ledger goes with it")
    }

    /// As the runtimes of one run are, and its scratch folder.
    @Test func whatSharesATokenIsSettledOneByOne() throws {
        let file = try LedgerFile(in: folder)
        for subject in ["first", "second"] { try file.record(entry("a", subject)) }
        #expect(!file.settle(entry("a", "first")))
        #expect(file.openEntries == [entry("a", "second")])
        #expect(file.settle(entry("a", "second")))
        #expect(file.openEntries.isEmpty)
    }

    @Test func anotherProcessCantTakeItWhileItIsHeld() throws {
        let file = try LedgerFile(in: folder)
        let path = "\(folder)/\(names(in: folder)[0])"
        #expect(LedgerFile.orphan(path) == nil)
        try withExtendedLifetime(file) { try file.record(entry("a")) }
    }

    /// As a child between clone and exec has it when its parent is killed: here flock(1) takes the lock and ends, and a
    /// sleeping shell still has the descriptor.
    @Test func theLastMomentOfADeadOnesChildIsWaitedFor() throws {
        do { try LedgerFile(in: folder).record(entry("a")) }
        let path = "\(folder)/\(names(in: folder)[0])"
        let script = "exec 9<>'\(path)'; flock 9; sleep 0.3 <&- >&- 2>&- & "
        try #require(system(script) == 0)
        #expect(LedgerFile.orphan(path)?.openEntries == [entry("a")])
    }

    /// Killed in the middle of writing: what the line was to announce was not made yet.
    @Test func aLineThatWasCutOffIsNoEntry() throws {
        let file = try LedgerFile(in: folder)
        try file.record(entry("a"))
        let path = "\(folder)/\(names(in: folder)[0])"
        try FileDescriptor(open: path, O_WRONLY | O_APPEND).write(Array("folder\tb\t/var/tm".utf8))
        #expect(file.openEntries.map(\.token) == ["a"])
    }

    /// Somebody else could have made it, with ledgers that name what is not isocost's.
    @Test func aFolderThatOthersMayWriteIsNotUsed() throws {
        try #require(mkdir(folder, 0o700) == 0 && chmod(folder, 0o777) == 0)
        let error = #expect(throws: SystemError.self) { _ = try LedgerFile(in: folder) }
        #expect(error?.advice.contains("ISOCOST_LEDGER") == true)
        #expect(symlink("/tmp", "\(parent.path)/link") == 0)
        #expect(throws: SystemError.self) { _ = try LedgerFile(in: "\(parent.path)/link") }
    }
}

/// What a sweep does with the ledgers of processes that are no more.
struct SweepTests {
    let parent: TemporaryFolder
    private var ledgers: String { "\(parent.path)/ledgers" }
    private let token = "0123456789abcdef"

    init() throws {
        parent = try TemporaryFolder()
        try #require(mkdir("\(parent.path)/ledgers", 0o700) == 0)
    }

    /// A ledger as a killed process leaves it: with nobody holding its lock.
    private func leave(_ kind: String, _ token: String, _ subject: String) throws {
        try parent.makeFile("ledgers/ledger-\(token)", "\(kind)\t\(token)\t\(subject)\n")
    }

    @Test func aFolderIsRemovedAndItsLedgerToo() throws {
        let orphan = try parent.makeFolder("isocost-scratch-\(token)")
        try parent.makeFile("isocost-scratch-\(token)/file", "left")
        try leave("folder", token, orphan)
        let found = Ledger.sweep(in: ledgers)
        #expect(found.removed == [orphan] && found.failed.isEmpty)
        #expect(!exists(orphan) && !exists(ledgers))
        #expect(Ledger.sweep(in: ledgers).removed.isEmpty)
    }

    /// Killed between writing and making.
    @Test func whatWasNeverMadeIsNoFailure() throws {
        try leave("folder", token, "\(parent.path)/isocost-scratch-\(token)")
        let found = Ledger.sweep(in: ledgers)
        #expect(found.removed.isEmpty && found.failed.isEmpty)
        #expect(!exists(ledgers))
    }

    @Test func whatSomebodyHoldsIsLeft() throws {
        let file = try LedgerFile(in: ledgers)
        let path = try parent.makeFolder("isocost-scratch-\(token)")
        try file.record(.init(kind: "folder", token: token, subject: path))
        #expect(Ledger.sweep(in: ledgers).removed.isEmpty)
        withExtendedLifetime(file) { #expect(exists(path)) }
    }

    @Test(arguments: ["precious", "isocost-scratch-other", "isocost-scratch-0123456789abcdefx"])
    func aNameWithoutTheTokenIsNotTouched(name: String) throws {
        let path = try parent.makeFolder(name)
        try leave("folder", token, path)
        let found = Ledger.sweep(in: ledgers)
        #expect(found.removed.isEmpty && found.failed.count == 1)
        #expect(exists(path))
    }

    @Test func aLinkIsNotFollowed() throws {
        let outside = try TemporaryFolder()
        let precious = try outside.makeFile("precious", "kept")
        let link = "\(parent.path)/isocost-scratch-\(token)"
        #expect(symlink(outside.path, link) == 0)
        try leave("folder", token, link)
        #expect(Ledger.sweep(in: ledgers).removed.isEmpty)
        #expect(exists(precious))
    }

    /// A folder of another file system is no cgroup, whatever its name.
    @Test func aFolderIsNotTakenForACgroup() throws {
        let path = try parent.makeFolder("isocost-\(token)")
        try leave("cgroup", token, path)
        let found = Ledger.sweep(in: ledgers)
        #expect(found.removed.isEmpty && found.failed.count == 1)
        #expect(exists(path))
    }

    @Test func anUnknownKindIsReported() throws {
        try leave("galaxy", token, "far-\(token)")
        #expect(
            Ledger.sweep(in: ledgers).failed == [
                "far-\(token): this isocost knows nothing of the kind galaxy"
            ])
        #expect(exists(ledgers), "a ledger that is not done stays")
    }
}
