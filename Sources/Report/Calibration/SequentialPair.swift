import Results

/// Runs one after the other, beside the interleaved blocks of the same family and arm.
struct SequentialPair {
    let sequential: CalibrationDocument.Sequential
    /// Nil where no small run is complete.
    let interleaved: CalibrationDocument.Coverage?
    /// Of the interleaved intervals, those that leave zero out; nil where that was not counted.
    let claims: CalibrationDocument.Rate?

    static func all(of document: CalibrationDocument) -> [SequentialPair] {
        document.sequential.map { row in
            let coverage = document.coverage.first {
                $0.family == row.family && $0.injection == row.injection
            }
            let detection = document.detection.first {
                $0.family == row.family && $0.injection == row.injection
            }
            let claims = row.truth == 1 ? coverage.flatMap(falseClaims) : detection?.aboveZero
            return SequentialPair(sequential: row, interleaved: coverage, claims: claims)
        }
    }

    /// Where the truth is no difference, an interval that leaves zero out is one that does not cover.
    private static func falseClaims(_ row: CalibrationDocument.Coverage) -> CalibrationDocument.Rate? {
        guard row.truth == 1 else { return nil }
        return CalibrationDocument.Rate(row.covering.trials - row.covering.count, of: row.covering.trials)
    }
}
