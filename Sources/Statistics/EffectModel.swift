/// What a time is made of: that without any factor, what each factor adds, and what two of them add together.
///
/// Factors are 0 when off and 1 when on, so that the coefficients add up to the time of a run. Where a factor needs
/// others to be on, its coefficient is what it adds to them.
public struct EffectModel: Sendable, Equatable {
    public struct Pair: Sendable, Hashable, Codable {
        public var first: Int
        public var second: Int

        public init(_ first: Int, _ second: Int) {
            self.first = min(first, second)
            self.second = max(first, second)
        }
    }

    public let factors: Int
    public let pairs: [Pair]

    public init(factors: Int, pairs: [Pair] = []) {
        self.factors = factors
        self.pairs = pairs
    }

    /// A run as a row of the model matrix: the mean, the factors, the pairs.
    public func row(_ run: [Bool]) -> [Double] {
        [1] + run.map { $0 ? 1 : 0 } + pairs.map { run[$0.first] && run[$0.second] ? 1 : 0 }
    }

    /// What a run takes beyond the one with all factors off, as a combination of the coefficients.
    public func difference(_ run: [Bool]) -> [Double] {
        var combination = row(run)
        combination[0] = 0
        return combination
    }

    /// What turning a factor on adds, on average over the factors that it interacts with being on and off.
    public func mainEffect(_ factor: Int) -> [Double] {
        var combination = [Double](repeating: 0, count: 1 + factors + pairs.count)
        combination[1 + factor] = 1
        for (index, pair) in pairs.enumerated() where pair.first == factor || pair.second == factor {
            combination[1 + factors + index] = 0.5
        }
        return combination
    }

    public func interaction(_ pair: Int) -> [Double] {
        var combination = [Double](repeating: 0, count: 1 + factors + pairs.count)
        combination[1 + factors + pair] = 1
        return combination
    }
}

extension EffectModel {
    /// Each factor's share of what a run takes beyond the one with all off: its Shapley value.
    ///
    /// The average, over the orders in which the factors of the run could be turned on one after the other, of what
    /// each adds when its turn comes (Shapley, "A Value for n-Person Games", 1953); only orders in which what a
    /// factor needs comes before it (Faigle & Kern, Int. J. Game Theory 21 (1992)). In this model only the order of
    /// the two of a pair matters: without requirements it is a half each. The shares add up to the whole.
    ///
    /// - Parameter seed: draws the orders where requirements rule some of them out.
    /// - Returns: for each factor that is on a combination of the coefficients.
    public func shares(of run: [Bool], rules: FactorRules, seed: UInt64) -> [Int: [Double]] {
        let on = run.indices.filter { run[$0] }
        var shares: [Int: [Double]] = [:]
        for factor in on {
            var combination = [Double](repeating: 0, count: 1 + factors + pairs.count)
            combination[1 + factor] = 1
            shares[factor] = combination
        }
        for (index, pair) in pairs.enumerated() where run[pair.first] && run[pair.second] {
            let part = Self.partComingLast(pair, among: on, rules: rules, seed: seed)
            shares[pair.first]?[1 + factors + index] = part
            shares[pair.second]?[1 + factors + index] = 1 - part
        }
        return shares
    }

    /// In which part of the orders the first of a pair comes after the second.
    private static func partComingLast(_ pair: Pair, among on: [Int], rules: FactorRules, seed: UInt64)
        -> Double
    {
        let isFree = [pair.first, pair.second].allSatisfy { factor in
            rules.requirements[factor].isEmpty && on.allSatisfy { !rules.requirements[$0].contains(factor) }
        }
        guard !isFree else { return 0.5 }
        // A walk over the orders, by neighbours that change places where they may: in the long run every order comes
        // equally often (Karzanov & Khachiyan, "On the Conductance of Order Markov Chains", Order 8 (1991)).
        var order = ordered(on, rules: rules)
        var random = RandomNumbers(seed: seed, label: "orders of \(pair.first) and \(pair.second)")
        let draws = 20_000
        var last = 0
        for _ in 0..<draws {
            for _ in order.indices {
                let place = random.index(below: order.count - 1)
                let (left, right) = (order[place], order[place + 1])
                if !rules.requirements[right].contains(left), random.index(below: 2) == 0 {
                    order.swapAt(place, place + 1)
                }
            }
            let places = [pair.first, pair.second].compactMap(order.firstIndex)
            if places[0] > places[1] { last += 1 }
        }
        return Double(last) / Double(draws)
    }

    /// In an order in which each comes after what it needs.
    private static func ordered(_ factors: [Int], rules: FactorRules) -> [Int] {
        var left = factors
        var order: [Int] = []
        while let place = left.firstIndex(where: { rules.requirements[$0].allSatisfy { !left.contains($0) } })
        {
            order.append(left.remove(at: place))
        }
        return order
    }
}
