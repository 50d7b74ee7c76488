import CPFM

/// libpfm4: the names of events and their encodings (man 3 pfm_get_os_event_encoding).
enum EventTable {
    enum Lookup {
        case found(EventEncoding)
        /// No table in use on this CPU has the event.
        case notFound
        /// The event is there, its modifiers are wrong; in libpfm4's words.
        case invalid(String)
    }

    /// `PFM_SUCCESS`, or why libpfm4 did not start; once a process.
    private static let started: pfm_err_t = pfm_initialize()

    /// Encodes for user and kernel mode, unless the event's modifiers choose.
    static func encode(_ event: String) -> Lookup {
        guard started == PFM_SUCCESS else { return .invalid(message(started)) }
        var attributes = perf_event_attr()
        let code = withUnsafeMutablePointer(to: &attributes) { pointer in
            var request = pfm_perf_encode_arg_t()
            request.size = MemoryLayout<pfm_perf_encode_arg_t>.size
            request.attr = pointer
            return pfm_get_os_event_encoding(event, PFM_PLM0 | PFM_PLM3, PFM_OS_PERF_EVENT_EXT, &request)
        }
        if code == PFM_ERR_NOTFOUND { return .notFound }
        guard code == PFM_SUCCESS else { return .invalid(message(code)) }
        return .found(EventEncoding(attributes))
    }

    /// libpfm4's one-line description of an event, without its modifiers.
    static func description(of event: String) -> String? {
        guard started == PFM_SUCCESS else { return nil }
        let index = pfm_find_event(event)
        return index < 0 ? nil : information(index)?.description
    }

    /// Every event of the tables in use, spelled as perf does.
    static func names() -> [String] {
        guard started == PFM_SUCCESS else { return [] }
        var names: [String] = []
        for raw in 0..<PFM_PMU_MAX.rawValue {
            var unit = pfm_pmu_info_t()
            unit.size = MemoryLayout<pfm_pmu_info_t>.size
            guard pfm_get_pmu_info(pfm_pmu_t(rawValue: raw), &unit) == PFM_SUCCESS, unit.is_present != 0
            else {
                continue
            }
            // libpfm4 has perf's names in capitals; the CPU's own stay as its manual has them.
            let isPerf = unit.pmu == PFM_PMU_PERF_EVENT
            var index = unit.first_event
            while index != -1 {
                if let event = information(index) {
                    names.append(isPerf ? event.name.lowercased() : event.name)
                }
                index = pfm_get_event_next(index)
            }
        }
        return names
    }

    private static func information(_ index: Int32) -> (name: String, description: String)? {
        var event = pfm_event_info_t()
        event.size = MemoryLayout<pfm_event_info_t>.size
        guard pfm_get_event_info(index, PFM_OS_PERF_EVENT_EXT, &event) == PFM_SUCCESS,
            let name = event.name, let description = event.desc
        else { return nil }
        return (String(cString: name), String(cString: description))
    }

    private static func message(_ code: pfm_err_t) -> String {
        "libpfm4: " + String(cString: pfm_strerror(code))
    }
}
