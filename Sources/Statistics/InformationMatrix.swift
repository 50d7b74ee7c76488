/// XᵀX of a growing design, with its inverse kept up to date (Sherman & Morrison, Ann. Math. Statist. 21 (1950)).
struct InformationMatrix {
    private var inverse: [[Double]]
    /// Makes the matrix regular before there are rows enough.
    private static let ridge = 1e-3

    init(_ columns: Int) {
        inverse = (0..<columns).map { row in (0..<columns).map { $0 == row ? 1 / Self.ridge : 0 } }
    }

    /// By how much a row multiplies the determinant, minus 1.
    func gain(_ row: [Double]) -> Double { zip(row, times(row)).reduce(0) { $0 + $1.0 * $1.1 } }

    mutating func add(_ row: [Double]) { update(row, sign: 1) }
    mutating func remove(_ row: [Double]) { update(row, sign: -1) }

    private func times(_ row: [Double]) -> [Double] {
        inverse.map { zip($0, row).reduce(0) { $0 + $1.0 * $1.1 } }
    }

    private mutating func update(_ row: [Double], sign: Double) {
        let product = times(row)
        let scale = sign / (1 + sign * zip(row, product).reduce(0) { $0 + $1.0 * $1.1 })
        for i in inverse.indices {
            for j in inverse.indices { inverse[i][j] -= scale * product[i] * product[j] }
        }
    }
}
