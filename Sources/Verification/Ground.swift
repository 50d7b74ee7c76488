import Linux

/// The folders of one verification.
final class Ground {
    /// Where environments have their scratch files.
    let run: ScratchFolder
    /// Holds the file of the host that is outside of every scratch folder.
    let elsewhere: ScratchFolder

    init(in parent: String) throws(SystemError) {
        run = try ScratchFolder(in: parent)
        elsewhere = try ScratchFolder(in: parent)
    }
}
