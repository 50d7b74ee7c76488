import CLinux

/// Speculation that the program asks the CPU to do without (man 2 PR_SET_SPECULATION_CTRL).
struct SpeculationControl: Mechanism {
    static let place = SettingPlace.value(of: "speculation")
    let name = "speculation"
    let summary = "mitigations of speculation, by prctl(2)"
    let changes: Set<Evidence.Property> = []
    var controls: [Misfeature: Way]

    /// PR_SPEC_* of linux/prctl.h, by the number that prctl takes.
    enum Misfeature: String, CaseIterable {
        case storeBypass, indirectBranch, l1dFlush

        var number: UInt64 { UInt64(Self.allCases.firstIndex(of: self) ?? 0) }

        /// In /proc/PID/status; the third is not shown there.
        var statusField: String? {
            switch self {
            case .storeBypass: "Speculation_Store_Bypass"
            case .indirectBranch: "SpeculationIndirectBranch"
            case .l1dFlush: nil
            }
        }
    }

    enum Way: String, CaseIterable {
        case enable, disable
        case forceDisable = "force-disable"

        var bit: UInt64 {
            switch self {
            case .enable: 1 << 1
            case .disable: 1 << 2
            case .forceDisable: 1 << 3
            }
        }
    }

    init(controls: [Misfeature: Way] = [.storeBypass: .disable, .indirectBranch: .disable]) {
        self.controls = controls
    }

    init(_ setting: Setting) throws(SettingError) {
        let members = try setting.members("speculation", of: Misfeature.allCases.map(\.rawValue))
        controls = [:]
        for misfeature in Misfeature.allCases {
            guard let setting = members[misfeature.rawValue] else { continue }
            let word = try setting.word(misfeature.rawValue, of: Way.allCases.map(\.rawValue))
            controls[misfeature] = Way(rawValue: word)
        }
        if controls.isEmpty { throw setting.error("'speculation' names none") }
    }

    private var sorted: [(misfeature: Misfeature, way: Way)] {
        controls.sorted { $0.key.number < $1.key.number }.map { ($0.key, $0.value) }
    }

    var setting: Setting {
        .members(sorted.map { .init($0.misfeature.rawValue, .text($0.way.rawValue)) })
    }

    func availability(on host: Host) -> Availability {
        for (misfeature, _) in sorted {
            let state = isocost_speculation(UInt(misfeature.number))
            if state < 0 {
                return .unavailable(reason: "this kernel has no control of \(misfeature.rawValue)")
            }
            // PR_SPEC_PRCTL: a process has a say.
            guard state & 1 != 0 else {
                return .unavailable(
                    reason: "\(misfeature.rawValue) is not left to programs here: the CPU is not affected, "
                        + "or the kernel decides (mitigations= on its command line)")
            }
        }
        return .available
    }

    func contribute(to plan: inout LaunchPlan) throws(IsolationError) {
        for (misfeature, way) in sorted {
            // PR_SET_SPECULATION_CTRL of linux/prctl.h.
            plan.add(
                .processControl(
                    option: 53, misfeature.number, way.bit,
                    name: "PR_SET_SPECULATION_CTRL \(misfeature.rawValue) \(way.rawValue)"), at: .limits)
        }
    }

    func observe(_ process: ObservedProcess) -> [String: String] {
        var found: [String: String] = [:]
        for (misfeature, _) in sorted {
            guard let field = misfeature.statusField else { continue }
            found[field] = process.status[field] ?? "absent"
        }
        return found
    }

    /// `thread mitigated`, `conditional disabled`, … (arch_prctl_spec_ctrl_get in kernel/cpu/bugs.c and
    /// task_seccomp in fs/proc/array.c).
    func contradictions(in evidence: Evidence, against bare: Evidence) -> [String] {
        sorted.compactMap { misfeature, way in
            guard let field = misfeature.statusField else { return nil }
            let text = evidence.detail(field)
            let isOff = text.contains("mitigated") || text.contains("disabled")
            return isOff == (way != .enable) ? nil : "\(field) is '\(text)' after \(way.rawValue)"
        }
    }
}
