import Glibc
import Testing

@testable import Linux

struct SearchPathTests {
    @Test func theFirstThatThereIsIsFound() throws {
        let found = try #require(SearchPath.find(["no-such-program", "sh"]))
        #expect(found.hasPrefix("/") && found.hasSuffix("/sh"))
        #expect(SearchPath.find(["no-such-program"]) == nil)
        #expect(SearchPath.find([]) == nil)
    }

    /// runc is in one of them, and an ordinary user's PATH has none.
    @Test func administratorsFoldersAreSearchedToo() {
        #expect(SearchPath.text.split(separator: ":").contains("/usr/sbin"))
    }

    @Test func aFolderIsNoProgram() {
        #expect(!SearchPath.isExecutable("/usr/bin"))
        #expect(!SearchPath.isExecutable("/etc/passwd"))
        #expect(SearchPath.isExecutable("/bin/sh"))
    }
}
