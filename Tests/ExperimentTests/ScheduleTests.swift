import Testing

@testable import Experiment

struct ScheduleTests {
    /// How often each arm comes right after each other one.
    private func neighbours(_ rows: [[Int]]) -> [[Int]: Int] {
        rows.reduce(into: [:]) { counts, row in
            for (before, after) in zip(row, row.dropFirst()) { counts[[before, after], default: 0] += 1 }
        }
    }

    /// Williams (1949): once in an even design, twice in an odd one, for every ordered pair.
    @Test(arguments: 2...9)
    func everyArmFollowsEveryOtherEquallyOften(count: Int) {
        let counts = neighbours(Schedule.williams(count))
        #expect(counts.count == count * (count - 1))
        #expect(Set(counts.values) == [count.isMultiple(of: 2) ? 1 : 2])
    }

    @Test(arguments: 2...9)
    func everyArmIsInEveryPlaceEquallyOften(count: Int) {
        let rows = Schedule.williams(count)
        #expect(rows.count == (count.isMultiple(of: 2) ? count : 2 * count))
        for place in 0..<count {
            let counts = rows.reduce(into: [:]) { counts, row in counts[row[place], default: 0] += 1 }
            #expect(counts.count == count)
            #expect(Set(counts.values).count == 1)
        }
        for row in rows { #expect(row.sorted() == Array(0..<count)) }
    }

    /// The balance has to survive the drawing of rows.
    @Test(arguments: 2...9)
    func wholeDesignsStayBalanced(count: Int) {
        let arms = (0..<count).map { "arm \($0)" }
        var schedule = Schedule(arms: arms, seed: 42, label: "w")
        for _ in 0..<5 {
            let rounds = schedule.next(rounds: Schedule.balancedRounds(1, arms: count))
            let rows = rounds.map { $0.map { arms.firstIndex(of: $0)! } }
            let counts = neighbours(rows)
            #expect(counts.count == count * (count - 1))
            #expect(Set(counts.values) == [count.isMultiple(of: 2) ? 1 : 2])
        }
    }

    @Test func theRestOfTheArmsAreBalancedAgain() {
        let schedule = Schedule(arms: ["a", "b", "c", "d", "e"], seed: 42, label: "w")
        var rest = schedule.without("c", seed: 42, label: "w")
        #expect(rest.arms == ["a", "b", "d", "e"])
        let orders = rest.next(rounds: 4)
        #expect(orders.allSatisfy { $0.sorted() == rest.arms })
        let numbers = orders.map { $0.map { rest.arms.firstIndex(of: $0)! } }
        #expect(Set(neighbours(numbers).values) == [1] && neighbours(numbers).count == 12)
    }

    @Test func oneArmIsAScheduleToo() {
        var schedule = Schedule(arms: ["bare"], seed: 1, label: "w")
        #expect(schedule.next(rounds: 3) == [["bare"], ["bare"], ["bare"]])
        #expect(Schedule.balancedRounds(40, arms: 1) == 40)
    }

    @Test(arguments: [(40, 2, 40), (40, 4, 40), (41, 4, 44), (40, 3, 42), (1, 5, 10), (0, 4, 4), (40, 9, 54)])
    func roundsAreRaisedToWholeDesigns(wanted: Int, arms: Int, rounds: Int) {
        #expect(Schedule.balancedRounds(wanted, arms: arms) == rounds)
    }

    private func orders(seed: UInt64, label: String) -> [[String]] {
        var schedule = Schedule(arms: ["a", "b", "c", "d"], seed: seed, label: label)
        return [schedule.launchOrder()] + schedule.next(rounds: 24)
    }

    @Test func theSameSeedGivesTheSameOrders() {
        #expect(orders(seed: 7, label: "w") == orders(seed: 7, label: "w"))
        #expect(orders(seed: 7, label: "w") != orders(seed: 8, label: "w"))
        #expect(orders(seed: 7, label: "w") != orders(seed: 7, label: "v"), "every workload draws its own")
    }

    @Test func rowsAreDrawnAnewForEachDesign() {
        var schedule = Schedule(arms: (0..<6).map(String.init), seed: 1, label: "w")
        let designs = (0..<8).map { _ in schedule.next(rounds: 6) }
        #expect(Set(designs).count == 8)
    }

    /// In a Williams design the second neighbours are not balanced: in a fixed one arm 0 would follow some arm two
    /// places later much more often than others, in every block of a run.
    @Test func noArmKeepsItsColumn() {
        let arms = (0..<5).map(String.init)
        var schedule = Schedule(arms: arms, seed: 3, label: "w")
        let rounds = schedule.next(rounds: 10 * 400)
        var counts: [[String]: Int] = [:]
        for order in rounds {
            for (one, later) in zip(order, order.dropFirst(2)) { counts[[one, later], default: 0] += 1 }
        }
        // 12,000 pairs of second neighbours over 20 ordered pairs.
        for one in arms {
            for other in arms where one != other {
                #expect((480...720).contains(counts[[one, other]] ?? 0))
            }
        }
    }

    @Test func launchOrdersAreDrawn() {
        var schedule = Schedule(arms: ["a", "b", "c"], seed: 1, label: "w")
        let orders = (0..<200).map { _ in schedule.launchOrder() }
        #expect(Set(orders).count == 6, "all six orders of three come up")
    }
}
