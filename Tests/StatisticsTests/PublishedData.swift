/// Hollander, Wolfe & Chicken, "Nonparametric Statistical Methods", 3rd ed.
enum PublishedData {
    /// Table 3.1: change of the Hamilton depression factor after tranquilizer therapy.
    static let depression = [-0.952, 0.147, -1.022, -0.43, -0.62, -0.59, -0.49, 0.08, -0.01]

    /// Table 4.1: tritiated water diffusion across human chorioamnion, at term and at 12–26 weeks.
    static let permeabilityAtTerm = [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    static let permeabilityEarly = [1.15, 0.88, 0.90, 0.74, 1.21]

    /// With ties, of both signs.
    static let tied = [1.5, -0.5, 2, 2, -1, 0.5, 3, 1, 1, -2.5]
}
