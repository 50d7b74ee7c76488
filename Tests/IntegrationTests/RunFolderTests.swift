import Foundation
import Testing

extension Integration {
    /// run.json and blocks.ndjson: what a run leaves, and what reports are made from.
    @Suite(.needsRoot)
    struct RunFolderTests {
        private let folder = try! TemporaryFolder()
        private static let arms = ["bare", "bare'", "chroot", "namespaces"]
        private static let namespaces = ["mnt", "pid", "uts", "ipc", "net", "user", "cgroup", "time"]

        @Test func `every block has the members of the contract`() throws {
            let run = try RecordedRun.shared()
            #expect(run.blocks.count >= 10)
            for (index, block) in run.blocks.enumerated() {
                #expect(block["workload"] == .text("sys.null"))
                #expect(block["block"] == .number(Double(index)))
                #expect(try #require(block["ops"]?.number) >= 1)
                #expect(try #require(block["arms"]).keys == Set(Self.arms))
                #expect(block["host"]?["stealSeconds"]?.number != nil)
                #expect(try #require(block["host"]).keys.contains("durationSeconds"))
            }
        }

        @Test func `every arm has a slice a round, counters of as many, and the checksum of bare`() throws {
            for block in try RecordedRun.shared().blocks {
                let rounds = try #require(block["orders"]?.list).count
                let checksums = Self.arms.compactMap { block["arms"]?[$0]?["checksum"]?.text }
                #expect(checksums.count == Self.arms.count && Set(checksums).count == 1)
                for arm in Self.arms.compactMap({ block["arms"]?[$0] }) {
                    let elapsed = try #require(arm["elapsed"]).numbers
                    #expect(elapsed.count == rounds && elapsed.allSatisfy { $0 > 0 && $0 < 1 })
                    let counters = try #require(arm["counters"]?.object)
                    #expect(counters.values.allSatisfy { $0.numbers.count == rounds })
                }
            }
        }

        /// A Williams design: every arm as often in every place, and as often right after every other.
        @Test func `orders are balanced for place and for carry-over`() throws {
            for block in try RecordedRun.shared().blocks {
                let orders = try #require(block["orders"]?.list).map(\.texts)
                #expect(orders.allSatisfy { $0.sorted() == Self.arms })
                var places: [String: Int] = [:]
                var neighbours: [String: Int] = [:]
                for order in orders {
                    for (place, arm) in order.enumerated() { places["\(place) \(arm)", default: 0] += 1 }
                    for (before, arm) in zip(order, order.dropFirst()) {
                        neighbours["\(before) \(arm)", default: 0] += 1
                    }
                }
                #expect(places.count == 16 && Set(places.values).count == 1)
                #expect(neighbours.count == 12 && Set(neighbours.values).count == 1)
            }
        }

        @Test func `evidence proves the namespaces, and that the twin is bare`() throws {
            for block in try RecordedRun.shared().blocks {
                func evidence(_ arm: String) throws -> JSON { try #require(block["arms"]?[arm]?["evidence"]) }
                let (bare, twin) = (try evidence("bare"), try evidence("bare'"))
                #expect(twin == bare)
                #expect(try evidence("chroot")["rootMount"] != bare["rootMount"])
                for kind in Self.namespaces {
                    #expect(try #require(bare[kind]?.number) > 0)
                    #expect(try evidence("namespaces")[kind] != bare[kind], "\(kind)")
                    #expect(try evidence("chroot")[kind] == bare[kind], "\(kind)")
                }
            }
        }

        @Test func `the record tells how it was called, and that it ended by itself`() throws {
            let record = try JSON(RecordedRun.shared().record)
            #expect(record["schema"] == .text("isocost.run/1"))
            #expect(record["plan"]?["seed"] == .number(7))
            #expect(record["commandLine"]?.texts.contains("sys.null") == true)
            #expect(record["ending"]?["interrupted"] == .boolean(false))
            #expect(try #require(record["host"]?["cpus"]?.number) >= 1)
        }

        @Test func `the same seed gives the same orders`() throws {
            let options = ["--workload", "sys.null", "--budget", "3s", "--seed", "7", "--output", "again"]
            let run = try Program.isocost(["run"] + options, in: folder).run()
            try #require(run.status == 0, "\(run)")
            let again = try RecordedRun("\(folder.path)/again")
            #expect(again.blocks[0]["orders"] == (try RecordedRun.shared().blocks[0]["orders"]))
        }

        @Test func `every format asked for is kept, and the first one printed`() throws {
            let formats = ["json", "terminal", "markdown", "html", "csv"]
            let options = [
                "--workload", "sys.null", "--budget", "3s", "--output", "run", "--label", "why=test",
            ]
            let run = try Program.isocost(
                ["run"] + options + formats.flatMap { ["--format", $0] }, in: folder
            ).run()
            try #require(run.status == 0, "\(run)")
            let files = try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/run")
            #expect(files.filter { $0.hasPrefix("report.") }.count == formats.count)
            let kept = try String(contentsOfFile: "\(folder.path)/run/report.json", encoding: .utf8)
            #expect(kept == run.output)
            #expect(try JSON(kept)["run"]?["labels"]?["why"] == .text("test"))
        }
    }
}
