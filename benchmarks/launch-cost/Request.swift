import Statistics

/// What was asked on the command line.
struct Request {
    let tiny: String
    let reference: String
    let rounds: Int
    let seed: UInt64

    /// - Parameter words: with the program's own name.
    init(_ words: [String]) throws(LaunchCostError) {
        guard (3...5).contains(words.count),
            let rounds = words.count > 3 ? Int(words[3]) : Request.usualRounds,
            let seed = words.count > 4 ? UInt64(words[4]) : 1,
            rounds >= Request.fewestRounds
        else { throw .usage }
        (tiny, reference) = (words[1], words[2])
        (self.rounds, self.seed) = (rounds, seed)
    }

    /// Fifty blocks: the most that the interval is exact for.
    private static let usualRounds = SignedRank.exactLimit * Trial.roundsPerBlock
    /// Six blocks have a 95 % interval, fewer have none.
    private static let fewestRounds = 6 * Trial.roundsPerBlock
}
