/// One piece of work measured block after block. One type for each way to measure.
protocol Series: AnyObject {
    var name: String { get }
    /// The arms that can do this work here.
    var arms: [String] { get }
    /// Why the others can't.
    var unavailable: [String: String] { get }
    /// Finds out how much work makes a slice; called once, before the first block.
    /// - Parameter deadline: on `Clock.seconds()`; what can't be done by then fails.
    func calibrate(deadline: Double) throws(ExperimentError)
    func measure(block: Int) throws(ExperimentError) -> Block
    /// The blocks that follow are measured without this arm.
    func leaveOut(_ arm: String)
}
