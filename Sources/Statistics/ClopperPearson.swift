/// The exact interval of a probability that was observed as a share of independent trials.
///
/// Clopper & Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the Case of the Binomial",
/// Biometrika 26 (1934): the probabilities that neither one-sided binomial test rejects, as quantiles of a
/// beta distribution. It covers at least as often as it says, whatever the probability is.
public enum ClopperPearson {
    /// Around the observed share.
    ///
    /// - Returns: nil without trials, which say nothing.
    public static func interval(successes: Int, trials: Int, confidence: Double = 0.95) -> Interval? {
        precondition(successes >= 0 && successes <= trials, "there are no \(successes) of \(trials)")
        guard trials > 0 else { return nil }
        let tail = LowerTail.limit(confidence: confidence)
        return Interval(
            center: Double(successes) / Double(trials), lower: lower(successes, trials, tail: tail),
            upper: upper(successes, trials, tail: tail), confidence: confidence)
    }

    /// What the probability stays below, with `confidence` in that one direction: 3 / n for 0 of n.
    ///
    /// - Returns: 1 without trials.
    public static func upperBound(successes: Int, trials: Int, confidence: Double = 0.95) -> Double {
        precondition(successes >= 0 && successes <= trials, "there are no \(successes) of \(trials)")
        precondition(confidence > 0 && confidence < 1, "a confidence lies between 0 and 1")
        return upper(successes, trials, tail: 1 - confidence)
    }

    private static func lower(_ successes: Int, _ trials: Int, tail: Double) -> Double {
        guard successes > 0 else { return 0 }
        return IncompleteBeta.inverse(tail, Double(successes), Double(trials - successes + 1))
    }

    private static func upper(_ successes: Int, _ trials: Int, tail: Double) -> Double {
        guard successes < trials else { return 1 }
        return IncompleteBeta.inverse(1 - tail, Double(successes + 1), Double(trials - successes))
    }
}
