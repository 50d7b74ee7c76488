import Results

/// How a calibration finds out whether the method is right, for the page's last section.
enum CalibrationMethod {
    static func paragraphs(_ document: CalibrationDocument) -> [String] {
        [
            "Every arm is bare under another name. Some do a known number of operations more in every slice, so that "
                + "the true time ratio is known to the last operation. A rare delay is no part of a typical "
                + "operation and counts as none. The rest do the same as bare, so that every difference found in "
                + "them is false.",
            "The blocks of each workload are cut into small runs of \(document.blocksPerRun), and each is judged as a "
                + "report judges a run: the same estimate and interval, the same noise floor from its own twin of "
                + "bare, the same margin, the same adjustment of p-values.",
            "met: the observed share meets the target, from enough trials to tell. not shown: it does not, or there "
                + "were too few trials, but its interval includes shares that do. missed: no share in its "
                + "interval does.",
            "Intervals of shares are Clopper-Pearson's, at 95 %. They take trials for independent. Arms of one small "
                + "run share the slices of bare, so that their errors go together: the truth about a share is "
                + "somewhat less certain than its interval says.",
        ]
    }
}
