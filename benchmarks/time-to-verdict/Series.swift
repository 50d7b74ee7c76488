import Statistics

/// The answers of one tool to one effort.
struct Series {
    let tool: String
    let effort: String
    /// Both programs do the same: every finding is false.
    private(set) var same: [Answer] = []
    private(set) var differing: [Answer] = []

    /// The rate of false alarm that all are held to.
    static let falseAlarms = 0.05

    var seconds: Double { median((same + differing).map(\.seconds)) ?? 0 }
    var falseShare: Double { share(same) { $0.finds } }
    var rightShare: Double { share(differing) { $0.finds && $0.isSlower } }

    /// The share of right answers, were the tool as strict as it takes for so few false alarms.
    var rightShareAtEqualAlarms: Double {
        let limit = threshold
        return share(differing) { $0.finds && $0.isSlower && $0.pValue <= limit }
    }

    /// Below the p-values of all false findings but those that are allowed; 1 where they are few enough.
    private var threshold: Double {
        let alarms = same.filter(\.finds).map(\.pValue).sorted()
        let allowed = Int(Self.falseAlarms * Double(same.count))
        return alarms.count <= allowed ? 1 : alarms[allowed].nextDown
    }

    private func share(_ answers: [Answer], where holds: (Answer) -> Bool) -> Double {
        Double(answers.count(where: holds)) / Double(max(1, answers.count))
    }

    /// Every tool and effort takes its turn in every trial, so that the host's moods fall on all.
    static func measure(_ tools: [any Tool], trials: Int) throws -> [Series] {
        var all = tools.flatMap { tool in tool.efforts.map { Series(tool: tool.name, effort: $0) } }
        for _ in 0..<trials {
            var place = 0
            for tool in tools {
                for effort in tool.efforts.indices {
                    all[place].same.append(try tool.ask(effort: effort, differ: false))
                    all[place].differing.append(try tool.ask(effort: effort, differ: true))
                    place += 1
                }
            }
        }
        return all
    }
}
