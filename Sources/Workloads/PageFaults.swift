import Glibc

/// `mem.fault`: the first touch of anonymous pages.
///
/// Pages are mapped, touched and unmapped a batch at a time, so an op carries its share of mmap(2),
/// madvise(2) and munmap(2). Huge pages are refused: with them the number of faults would depend on the
/// host's settings and on how fragmented its memory is.
struct PageFaults: Workload, ~Copyable {
    static let name = "mem.fault"

    static let description = WorkloadDescription(
        PageFaults.self, family: .mem,
        op: "the first write to one anonymous page, with its share of mmap, madvise and munmap",
        stresses: "page-fault entry, page allocation, zeroing and freeing, accounting of the memory cgroup",
        parameters: [
            ParameterDescription(
                name: "batch", kind: .count, defaultValue: 256, range: 1...65536,
                meaning: "pages mapped, touched and unmapped together")
        ])

    private let batch: Int
    private let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    private var opsDone: UInt64 = 0
    private var sum: UInt64 = 0
    private(set) var failure: WorkloadError?
    private let checksum: Checksum

    init(parameters: Parameters, scratch: String) throws(WorkloadError) {
        batch = parameters["batch"]
        checksum = Checksum(of: Self.name, parameters)
    }

    mutating func prepare() throws(WorkloadError) {}

    mutating func run(ops: Int) -> UInt64 {
        var left = ops
        while left > 0 {
            let pages = min(left, batch)
            do throws(WorkloadError) {
                try faultIn(pages)
            } catch {
                failure = error
                return 0
            }
            left &-= pages
        }
        return checksum.folding(opsDone).folding(sum).value
    }

    private mutating func faultIn(_ pages: Int) throws(WorkloadError) {
        let mapped = mmap(
            nil, pages &* pageSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        let code = errno
        guard let mapped, mapped != MAP_FAILED else { throw .system(code, "mmap", "\(pages) pages") }
        // A kernel built without huge pages refuses the advice and needs none.
        _ = madvise(mapped, pages &* pageSize, MADV_NOHUGEPAGE)
        touch(mapped, pages)
        guard munmap(mapped, pages &* pageSize) == 0 else {
            throw .system(errno, "munmap", "\(pages) pages")
        }
    }

    /// Writes a number to the start of each page, then reads it back with the page's last word, which the
    /// kernel must have zeroed.
    private mutating func touch(_ base: UnsafeMutableRawPointer, _ pages: Int) {
        let pageSize = pageSize
        let first = opsDone
        var sum = sum
        for page in 0..<pages {
            base.storeBytes(
                of: first &+ UInt64(truncatingIfNeeded: page), toByteOffset: page &* pageSize, as: UInt64.self
            )
        }
        for page in 0..<pages {
            let start = base + page &* pageSize
            sum &+= start.load(as: UInt64.self)
            sum ^= start.load(fromByteOffset: pageSize &- 8, as: UInt64.self)
        }
        self.sum = sum
        opsDone = first &+ UInt64(truncatingIfNeeded: pages)
    }
}
