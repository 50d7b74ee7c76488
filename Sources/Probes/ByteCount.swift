/// Sizes for details: `64 MiB`, `1.5 GiB`.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        let mebi = Double(bytes) / 1_048_576
        return mebi >= 1024 ? "\(tenths(mebi / 1024)) GiB" : "\(tenths(mebi)) MiB"
    }

    /// `1.5`, but `2` for 2.0.
    static func tenths(_ value: Double) -> String {
        let scaled = Int((value * 10).rounded())
        return scaled % 10 == 0 ? "\(scaled / 10)" : "\(scaled / 10).\(scaled % 10)"
    }
}
