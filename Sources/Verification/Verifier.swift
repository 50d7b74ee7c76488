import Isolation
import Linux
import Probes
import Results

/// Attempts every property in every environment, `bare` first: it is the control.
public final class Verifier {
    private let bare: Environment
    private let others: [Environment]
    private let properties: [Property]
    private let parent: String
    private let isStrict: Bool
    private let probe: CompanionProgram
    private let ground: Ground
    /// How the processes that stand for the host are launched.
    private let outside: LaunchPlan

    /// - Parameters:
    ///   - environments: without `bare`, which is always verified.
    ///   - scratchParent: an existing folder.
    ///   - isStrict: an environment that can't be launched ends the verification.
    public init(
        environments: [Environment], properties: [Property], scratchParent: String, isStrict: Bool = false
    ) throws(VerificationError) {
        let places = CompanionProgram.places(of: ProbeProgram.name, variable: "ISOCOST_PROBE")
        guard let probe = CompanionProgram(places) else { throw .probeMissing(tried: places) }
        let ground = try system { () throws(SystemError) in try Ground(in: scratchParent) }
        do throws(IsolationError) {
            bare = try Environment(EnvironmentCatalog.bare)
            outside = try bare.plan(stagingFolder: ground.run.path)
        } catch { throw .isolation(error) }
        self.probe = probe
        self.ground = ground
        self.properties = properties
        others = environments
        parent = scratchParent
        self.isStrict = isStrict
    }

    deinit { LastingObjects(of: ground.run.path).remove() }

    /// - Parameter onProgress: called before each attempt, with the part of all that is done.
    /// - Returns: an environment that can't be launched is a column without outcomes.
    /// - Throws: `VerificationError`.
    public func run(onProgress: (Double, String) -> Void) throws(VerificationError) -> [Column] {
        let host = try system { () throws(SystemError) in try Host.current() }
        if isStrict { try requireAll(on: host) }
        var columns: [Column] = []
        for environment in [bare] + others {
            let done = Double(columns.count) / Double(others.count + 1)
            let availability = environment.availability(on: host)
            if case .unavailable(let reason) = availability {
                columns.append(Column(environment: environment, unavailable: reason))
                continue
            }
            columns.append(
                try verify(environment, number: columns.count) { property in
                    onProgress(done, "\(environment.name)  \(property.name)")
                })
        }
        return columns
    }

    private func verify(
        _ environment: Environment, number: Int, onAttempt: (Property) -> Void
    ) throws(VerificationError) -> Column {
        var column = Column(environment: environment)
        let laidOut = catching { () throws(IsolationError) in
            try Cell(
                environment, probe: probe, run: ground.run, parent: parent, number: number,
                properties: properties)
        }
        let cell: Cell
        switch laidOut {
        case .success(let made): cell = made
        case .failure(let error): return try unavailable(column, error)
        }
        for property in properties {
            onAttempt(property)
            switch try attempt(property, in: cell) {
            case .success(let outcome): column.outcomes.append((property, outcome))
            // What could be launched once is there; that it can't be any more is no reason to drop the
            // column.
            case .failure(let error) where !column.outcomes.isEmpty:
                column.outcomes.append((property, Outcome(.notApplicable, error.reason)))
            case .failure(let error): return try unavailable(column, error)
            }
        }
        try cell.leave()
        return column
    }

    /// Before anything is attempted.
    private func requireAll(on host: Host) throws(VerificationError) {
        for environment in others {
            guard case .unavailable(let reason) = environment.availability(on: host) else { continue }
            throw .isolation(.unavailable(environment: environment.name, reason: reason))
        }
    }

    /// Without `bare` there is neither a control nor a host.
    private func unavailable(_ column: Column, _ error: IsolationError) throws(VerificationError) -> Column {
        guard column.environment.name != bare.name else {
            // Nothing in bare could keep the program from answering.
            if case .runtimeFailed(_, _, let message) = error { throw .probeSilent(reason: message) }
            throw .isolation(error)
        }
        if isStrict { throw .isolation(error) }
        var column = column
        column.unavailable = error.reason
        if case .unavailable = error {} else { column.failedToStart = true }
        return column
    }

    private func attempt(
        _ property: Property, in cell: Cell
    ) throws(VerificationError) -> Result<Outcome, IsolationError> {
        // The next attempt makes its own.
        defer { LastingObjects(of: ground.run.path).remove() }
        let inside: Cell.Inside
        switch try cell.inside() {
        case .success(let found): inside = found
        case .failure(let error): return .failure(error)
        }
        let begun = catching { () throws(IsolationError) in
            try Attempt(property, in: cell, inside, outside: outside, probe: probe, ground: ground)
        }
        switch begun {
        case .failure(let error): throw .isolation(error)
        case .success(let attempt):
            let (outcome, isInsideLost) = try attempt.outcome()
            if isInsideLost { cell.dismiss() }
            return .success(outcome)
        }
    }
}
