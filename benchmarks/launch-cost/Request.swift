import Statistics

/// What was asked on the command line.
struct Request {
    /// Who takes part.
    enum Field {
        /// The program at this path, bwrap and unshare.
        case reference(String)
        case runtimes
    }

    let tiny: String
    let field: Field
    let rounds: Int
    let seed: UInt64

    /// - Parameter words: with the program's own name.
    init(_ words: [String]) throws(LaunchCostError) {
        guard (3...5).contains(words.count) else { throw .usage }
        if words[1] == "runtimes" {
            (tiny, field) = (words[2], .runtimes)
        } else {
            (tiny, field) = (words[1], .reference(words[2]))
        }
        guard let rounds = words.count > 3 ? Int(words[3]) : field.usualRounds,
            let seed = words.count > 4 ? UInt64(words[4]) : 1,
            rounds >= Request.fewestRounds
        else { throw .usage }
        (self.rounds, self.seed) = (rounds, seed)
    }

    /// Six blocks have a 95 % interval, fewer have none.
    private static let fewestRounds = 6 * Trial.roundsPerBlock
}

extension Request.Field {
    /// Fifty blocks are the most that the interval is exact for; 368 launches the fewest whose 99th percentile has
    /// one, and runtimes are slow.
    fileprivate var usualRounds: Int {
        switch self {
        case .reference: SignedRank.exactLimit * Trial.roundsPerBlock
        case .runtimes: 400
        }
    }
}
