import RealModule

/// A linear model fitted by least squares: what each coefficient is made of, for any observations of one design.
///
/// By Cholesky factorisation of XᵀX (Golub & Van Loan, "Matrix Computations", §5.3): the columns are zeros and
/// ones, so that the normal equations lose nothing that matters.
public struct LeastSquares: Sendable {
    /// (XᵀX)⁻¹: the covariance of the coefficients for observations of variance 1.
    public let covariance: [[Double]]
    /// (XᵀX)⁻¹Xᵀ: a row of weights of the observations for each coefficient.
    public let weights: [[Double]]
    private let rows: [[Double]]

    /// - Parameter rows: of the model matrix, one for each observation.
    /// - Returns: nil when the rows can't tell the coefficients apart.
    public init?(_ rows: [[Double]]) {
        guard let columns = rows.first?.count, columns > 0, rows.count >= columns,
            let inverse = Self.inverse(Self.normal(rows, columns))
        else { return nil }
        self.rows = rows
        covariance = inverse
        weights = inverse.map { line in rows.map { row in Self.product(line, row) } }
    }

    public var observations: Int { rows.count }
    public var coefficients: Int { covariance.count }

    /// - Parameter values: one for each row.
    public func fit(_ values: [Double]) -> [Double] { weights.map { Self.product($0, values) } }

    /// What the model leaves of each observation.
    public func residuals(_ values: [Double]) -> [Double] {
        let fitted = fit(values)
        return zip(rows, values).map { row, value in value - Self.product(row, fitted) }
    }

    /// The variance of a combination of the coefficients, for observations of variance 1.
    public func variance(of combination: [Double]) -> Double {
        covariance.indices.reduce(0) { sum, row in
            sum + combination[row] * Self.product(covariance[row], combination)
        }
    }

    static func product(_ left: [Double], _ right: [Double]) -> Double {
        zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
    }

    private static func normal(_ rows: [[Double]], _ columns: Int) -> [[Double]] {
        var sums = [[Double]](repeating: [Double](repeating: 0, count: columns), count: columns)
        for row in rows {
            for i in 0..<columns where row[i] != 0 {
                for j in 0..<columns { sums[i][j] += row[i] * row[j] }
            }
        }
        return sums
    }

    private static func inverse(_ matrix: [[Double]]) -> [[Double]]? {
        guard let factor = cholesky(matrix) else { return nil }
        let size = matrix.count
        return (0..<size).map { column in
            var solution = (0..<size).map { $0 == column ? 1.0 : 0.0 }
            for i in 0..<size {
                for k in 0..<i { solution[i] -= factor[i][k] * solution[k] }
                solution[i] /= factor[i][i]
            }
            for i in (0..<size).reversed() {
                for k in (i + 1)..<max(size, i + 1) { solution[i] -= factor[k][i] * solution[k] }
                solution[i] /= factor[i][i]
            }
            return solution
        }
    }

    /// The lower triangle L with LLᵀ = `matrix`; nil when the matrix is singular.
    private static func cholesky(_ matrix: [[Double]]) -> [[Double]]? {
        let size = matrix.count
        var factor = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
        for i in 0..<size {
            for j in 0...i {
                var sum = matrix[i][j]
                for k in 0..<j { sum -= factor[i][k] * factor[j][k] }
                guard i == j else {
                    factor[i][j] = sum / factor[j][j]
                    continue
                }
                guard sum > matrix[i][i] * 1e-9 else { return nil }
                factor[i][i] = .sqrt(sum)
            }
        }
        return factor
    }
}
