import Testing

extension Integration {
    /// The worker's kernels against the same work in plain C; the limits are the script's.
    @Suite struct ReferenceTests {
        @Test(.enabled(if: Requirement.has("gcc", "python3"), "needs gcc and python3"))
        func `kernels take as long as their references in C`() throws {
            let folder = try TemporaryFolder()
            let script = "\(Programs.package)/Tests/Reference/compare.py"
            let end = try Program.tool(["python3", script, Programs.worker], in: folder).run(within: 300)
            #expect(end.status == 0, "\(end)")
            let kernels = end.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
            #expect(kernels == ["mem.bandwidth", "mem.latency", "sys.null"], "\(end)")
        }
    }
}
