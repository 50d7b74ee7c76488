import Glibc
import Testing

@testable import Counters

struct OpenFailureTests {
    private func reason(
        _ code: Int32, isHardware: Bool = true, paranoid: Int? = 2, hasPMU: Bool = true
    ) -> String {
        OpenFailure(code: code, isHardware: isHardware, paranoid: paranoid, hasPMU: hasPMU).reason
    }

    @Test func missingPMUIsToldFromMissingEvent() {
        #expect(reason(ENOENT, hasPMU: false) == "no hardware PMU: perf_event_open gave ENOENT")
        #expect(reason(ENOENT, hasPMU: true).contains("does not have the event"))
    }

    @Test(arguments: [EACCES, EPERM])
    func refusalNamesTheSettingWhereItIsTheCause(code: Int32) {
        #expect(reason(code, paranoid: 3).contains("kernel.perf_event_paranoid is 3"))
        #expect(reason(code, paranoid: 1).contains("seccomp"))
        #expect(reason(code, paranoid: nil).contains("seccomp"))
    }

    @Test func onlyRefusalsMayBeRetriedForUserMode() {
        #expect(OpenFailure(code: EACCES, isHardware: false, paranoid: 2, hasPMU: true).isRefusal)
        #expect(!OpenFailure(code: ENOENT, isHardware: true, paranoid: 2, hasPMU: true).isRefusal)
    }

    @Test func everyErrnoHasWordsOfItsOwn() {
        let codes = [ENOENT, EACCES, EMFILE, EINVAL, ENOSYS, EBUSY, ESRCH, E2BIG, ENOMEM]
        #expect(Set(codes.map { reason($0) }).count == codes.count)
    }
}
