import Isolation
import Linux
import Probes

/// One probe in one environment, with the process outside that stands for the host.
struct Attempt {
    private let property: Property
    private let inside: ProbeProcess
    private let outside: ProbeProcess
    private let site: Values

    /// Starts both ends.
    /// - Parameters:
    ///   - plan: of `bare`, for the process that stands for the host.
    ///   - run: the verification's own scratch folder.
    /// - Throws: `IsolationError` when the environment can't be launched.
    init(
        _ property: Property, in cell: Cell, outside plan: LaunchPlan, probe: borrowing CompanionProgram,
        run: borrowing ScratchFolder
    ) throws(IsolationError) {
        self.property = property
        let secret = Attempt.secret()
        inside = try ProbeProcess(cell.launcher, environment: cell.environment.name)
        let launcher = try Launcher(plan: plan, program: .probe(probe, mark: secret), affinity: nil)
        outside = try ProbeProcess(launcher, environment: plan.environment)
        let scratch = try launching(cell.environment.name) { () throws(SystemError) in
            try cell.scratch.makeFolder(property.name)
        }
        let objects = LastingObjects(of: run.path)
        site = [
            "secret": .text(secret), "canary": .text("\(run.path)/canary"), "scratch": .text(scratch.inside),
            "hostScratch": .text(scratch.host), "objectName": .text(objects.name),
            "objectKey": .integer(Int(objects.key)), "insidePid": .integer(Int(inside.pid)),
        ]
    }

    /// 32 hexadecimal digits.
    private static func secret() -> String {
        (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Waits until the process inside is there, however long a runtime takes to start it.
    /// - Returns: why it does not come; nil when it is there.
    func start() throws(VerificationError) -> String? {
        try inside.greet(patience: Self.startPatience)
    }

    /// A virtual machine without hardware support starts in seconds.
    private static let startPatience = 60.0

    /// What came of it. A process inside that ends or falls silent has attempted nothing that could be
    /// judged.
    func outcome() throws(VerificationError) -> Outcome {
        let prepared = try told(.prepare(property.name, site), by: outside)
        let json = prepared.dropping("prepared \(property.name) ")
        guard let json else { return try result(prepared) }
        let values = try parsed { () throws(ProbeError) in try Values(json: Array(json.utf8)) }
        let attempted: Outcome
        switch try inside.ask(.probe(property.name, values)) {
        case .silence(let reason): return Outcome(.notApplicable, reason)
        case .line(let reply):
            if let message = reply.dropping("error ") { return Outcome(.notApplicable, String(message)) }
            attempted = try result(reply)
        }
        return try result(told(.confirm(property.name, attempted), by: outside))
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
