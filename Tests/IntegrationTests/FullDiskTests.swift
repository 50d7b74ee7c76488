import Testing

extension Integration {
    /// A file system that fills up half way, in a mount namespace of the test's own (man 1 unshare).
    @Suite(.needsRoot, .enabled(if: Requirement.has("unshare", "mount"), "needs unshare and mount"))
    struct FullDiskTests {
        private let folder = try! TemporaryFolder()

        /// Runs a shell script where `small` is a tmpfs of that size; `$1` is isocost.
        private func withSmallDisk(_ size: String, _ script: String) throws -> Finished {
            _ = try folder.makeFolder("small")
            let mounted = "mount -t tmpfs -o size=\(size) small small || exit 99; \(script)"
            let words = ["unshare", "-m", "sh", "-c", mounted, "sh", Programs.isocost]
            return try Program.tool(words, in: folder).run()
        }

        @Test func `a full output folder keeps the measured blocks`() throws {
            let end = try withSmallDisk(
                "96k",
                """
                "$1" run --workload sys.null --precision 1e-9 --budget 30s --output small/run
                status=$?; cp -r small/run run; exit $status
                """)
            #expect(end.status == 70 && end.errors.contains("No space left on device"), "\(end)")
            #expect(end.errors.contains("isocost report small/run"), "\(end)")
            let blocks = try RecordedRun("\(folder.path)/run").blocks
            #expect(!blocks.isEmpty)
            let report = try Program.isocost(["report", "run", "--format", "json"], in: folder).run()
            try #require(report.status == 0, "\(report)")
            #expect(try JSON(report.output)["run"]?["interrupted"] == .boolean(true))
        }

        @Test func `a full scratch folder is named, and emptied`() throws {
            let end = try withSmallDisk(
                "4m",
                """
                "$1" run --workload sys.null --workload io.write.sequential --budget 20s \\
                    --scratch "$PWD/small" --output run
                status=$?; ls small; exit $status
                """)
            #expect(end.status == 70 && end.errors.contains("No space left on device"), "\(end)")
            #expect(end.errors.contains("\(folder.path)/small") && end.errors.contains("io.write.sequential"))
            #expect(end.output.isEmpty, "scratch files are left: \(end)")
        }
    }
}
