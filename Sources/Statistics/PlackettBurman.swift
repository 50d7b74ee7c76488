/// Plackett-Burman designs: n runs that tell the main effects of up to n-1 two-level factors apart.
///
/// Plackett & Burman, "The Design of Optimum Multifactorial Experiments", Biometrika 33 (1946). Built from
/// quadratic residues (Paley, "On Orthogonal Matrices", J. Math. Phys. 12 (1933)) and by Sylvester's doubling,
/// which together give every size used here.
enum PlackettBurman {
    /// Primes that are 3 modulo 4: with p of them a design of p + 1 runs.
    ///
    /// Without 3 and 7: their designs, and what doubling makes of those, are regular fractions, in which every
    /// interaction is aliased with others for good. In the rest it is so in part.
    private static let primes = [11, 19, 23, 31, 43, 47, 59]

    /// The smallest size there is for so many factors; the factors and the mean need a column each.
    static func size(factors: Int) -> Int {
        var best = Int.max
        for prime in primes {
            var size = prime + 1
            while size < factors + 1 { size *= 2 }
            best = min(best, size)
        }
        return best
    }

    /// - Returns: `size(factors:)` runs of `factors` levels each; in the last run all are off.
    static func runs(factors: Int) -> [[Bool]] {
        let size = size(factors: factors)
        guard let prime = primes.first(where: { isDoubled($0 + 1, size) }) else { return [] }
        var matrix = paley(prime)
        while matrix.count < size { matrix = doubled(matrix) }
        let last = matrix[size - 1]
        // Column 0 is the mean's. A column that is turned round stays orthogonal to the others.
        return matrix.map { row in (1...factors).map { row[$0] != last[$0] } }
    }

    private static func isDoubled(_ from: Int, _ size: Int) -> Bool {
        var reached = from
        while reached < size { reached *= 2 }
        return reached == size
    }

    /// A Hadamard matrix whose column 0 is all true: true stands for +1.
    private static func paley(_ prime: Int) -> [[Bool]] {
        var isPlus = [Bool](repeating: false, count: prime)
        for root in 0..<prime { isPlus[root * root % prime] = true }
        let shifted = (0..<prime).map { shift in
            [true] + (0..<prime).map { isPlus[($0 + prime - shift) % prime] }
        }
        return shifted + [[true] + [Bool](repeating: false, count: prime)]
    }

    private static func doubled(_ matrix: [[Bool]]) -> [[Bool]] {
        matrix.map { $0 + $0 } + matrix.map { $0 + $0.map { !$0 } }
    }
}
