import Glibc

/// Private zeroed memory from the kernel, given back when its owner goes away (man 2 mmap).
struct AnonymousMemory: ~Copyable {
    /// What the kernel is asked for (man 2 madvise). A kernel without huge pages ignores both.
    enum HugePages { case asked, refused }

    /// Aligned to `alignment`.
    let base: UnsafeMutableRawPointer
    let byteCount: Int
    private let mapping: UnsafeMutableRawPointer
    private let mappedBytes: Int

    /// The size of a huge page on x86-64 and on arm64 with 4 KiB pages: with this alignment every process
    /// gets the same number of huge pages, whatever address mmap gives.
    static let alignment = 2 << 20

    /// Maps and touches every page, so that no fault is left for the timed part.
    /// - Throws: `WorkloadError.system` naming the size.
    init(byteCount: Int, hugePages: HugePages) throws(WorkloadError) {
        mappedBytes = byteCount + Self.alignment
        let mapped = mmap(
            nil, mappedBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
        let code = errno
        guard let mapped, mapped != MAP_FAILED else {
            throw .system(code, "mmap", ByteSize.text(byteCount))
        }
        mapping = mapped
        self.byteCount = byteCount
        base = mapped.alignedUp(toMultipleOf: Self.alignment)
        _ = madvise(base, byteCount, hugePages == .asked ? MADV_HUGEPAGE : MADV_NOHUGEPAGE)
        touch()
    }

    deinit { munmap(mapping, mappedBytes) }

    private func touch() {
        let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
        for offset in stride(from: 0, to: byteCount, by: pageSize) {
            base.storeBytes(of: 0, toByteOffset: offset, as: UInt8.self)
        }
    }
}
