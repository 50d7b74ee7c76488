import Isolation
import Linux
import Probes

/// One probe in one environment, with the process outside that stands for the host.
struct Attempt {
    private let property: Property
    private let inside: ProbeProcess
    private let outside: ProbeProcess
    private let site: Values

    /// Starts the process outside.
    /// - Parameters:
    ///   - plan: of `bare`, for the process that stands for the host.
    ///   - ground: the verification's own folders.
    /// - Throws: `IsolationError` when it can't be launched.
    init(
        _ property: Property, in cell: Cell, _ inside: Cell.Inside, outside plan: LaunchPlan,
        probe: borrowing CompanionProgram, ground: Ground
    ) throws(IsolationError) {
        self.property = property
        self.inside = inside.process
        let secret = Ledger.newToken() + Ledger.newToken()
        let launcher = try Launcher(plan: plan, program: .probe(probe, mark: secret), affinity: nil)
        outside = try ProbeProcess(launcher, plan)
        let scratch = cell.scratch.folder(property.name)
        let objects = LastingObjects(of: ground.run.path)
        let found: Values =
            inside.pid.map { ["insidePid": .integer(Int($0))] }
            ?? (inside.process.hasOwnKernel ? ["ownKernel": .boolean(true)] : [:])
        site = Values([
            "secret": .text(secret), "canary": .text("\(ground.elsewhere.path)/canary"),
            "scratch": .text(scratch.inside), "hostScratch": .text(scratch.host),
            "objectName": .text(objects.name), "objectKey": .integer(Int(objects.key)),
        ]).merging(found)
    }

    /// What came of it. A process inside that has ended or does not answer has attempted nothing that could be
    /// judged, and is lost to further attempts.
    func outcome() throws(VerificationError) -> (outcome: Outcome, isInsideLost: Bool) {
        let prepared = try told(.prepare(property.name, site), by: outside)
        let json = prepared.dropping("prepared \(property.name) ")
        guard let json else { return (try result(prepared), false) }
        let values = try parsed { () throws(ProbeError) in try Values(json: Array(json.utf8)) }
        switch try inside.ask(.probe(property.name, values)) {
        case .silence(let reason): return (Outcome(.notApplicable, reason), true)
        case .line(let reply):
            if let message = reply.dropping("error ") {
                return (Outcome(.notApplicable, String(message)), false)
            }
            return (try result(told(.confirm(property.name, try result(reply)), by: outside)), false)
        }
    }

    /// The process outside has to answer: it is launched like `bare`.
    private func told(_ request: ProbeRequest, by process: ProbeProcess) throws(VerificationError) -> String {
        switch try process.ask(request) {
        case .line(let reply): return reply
        case .silence(let reason): throw .protocolBroken(property: property.name, message: reason)
        }
    }

    private func result(_ reply: String) throws(VerificationError) -> Outcome {
        guard let text = reply.dropping("result \(property.name) ") else {
            throw .protocolBroken(property: property.name, message: reply)
        }
        return try parsed { () throws(ProbeError) in try Outcome(parsing: String(text)) }
    }

    private func parsed<Value>(_ body: () throws(ProbeError) -> Value) throws(VerificationError) -> Value {
        do throws(ProbeError) { return try body() } catch {
            throw .protocolBroken(property: property.name, message: "\(error)")
        }
    }
}

extension String {
    /// What stands behind a beginning; nil when the text begins otherwise.
    fileprivate func dropping(_ beginning: String) -> Substring? {
        hasPrefix(beginning) ? dropFirst(beginning.count) : nil
    }
}
