/// What a mechanism writes into a cgroup: the same limit in the words of both versions.
struct CgroupLimit: Sendable, Equatable {
    struct File: Sendable, Equatable {
        var name: String
        var value: String
    }

    /// One version's controller and its files, in the order in which they have to be written.
    struct Form: Sendable, Equatable {
        var controller: String
        var files: [File]

        init(_ controller: String, _ files: (String, String)...) {
            self.controller = controller
            self.files = files.map { File(name: $0.0, value: $0.1) }
        }
    }

    /// Documentation/admin-guide/cgroup-v2.rst.
    var second: Form
    /// Documentation/admin-guide/cgroup-v1/.
    var first: Form

    func form(version: Int) -> Form { version == 2 ? second : first }
}

/// A mechanism that is a limit of a cgroup.
protocol CgroupMechanism: Mechanism {
    func limit(in plan: LaunchPlan?) throws(IsolationError) -> CgroupLimit
}

extension CgroupMechanism {
    public var changes: Set<Evidence.Property> { [.cgroupPath] }

    public func availability(on host: Host) -> Availability {
        do {
            let limit = try limit(in: nil)
            _ = try CgroupSite.find(for: [limit], in: .ofThisProcess())
            return .available
        } catch let error as CgroupSite.Missing {
            return .unavailable(reason: error.reason)
        } catch { return .unavailable(reason: "\(error)") }
    }

    public func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        plan.cgroupLimits.append(try limit(in: plan))
    }

    /// The files as they read back.
    public func observe(_ process: ObservedProcess) -> [String: String] {
        guard let limit = try? limit(in: nil) else { return [:] }
        return process.values(of: limit)
    }

    public func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        guard let limit = try? limit(in: nil) else { return [] }
        let forms = [limit.second, limit.first]
        // Those of the version that this host has.
        guard
            let form = forms.first(where: { form in
                form.files.contains { evidence.details?[$0.name] != nil }
            })
        else { return ["no file of the cgroup can be read"] }
        return form.files.compactMap { evidence.mismatch($0.name, expected: CgroupValue.canonical($0.value)) }
    }
}

/// Values as the kernel prints them.
enum CgroupValue {
    /// Lists of CPUs are numbers in a row.
    static func canonical(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
