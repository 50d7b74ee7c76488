import Linux

/// What a child becomes: the same bytes in every arm.
public struct Program: Sendable {
    /// How the kernel finds the file.
    public enum Executable: Sendable {
        /// A descriptor of the harness, so that no file has to exist inside a new root.
        case descriptor(Int32)
        /// A path, looked up inside the environment.
        case path(String)
    }

    public var executable: Executable
    /// Including the zeroth, the program's name.
    public var arguments: [String]
    /// `KEY=value`, all of them.
    public var environment: [String]
    /// Looked up inside the environment.
    public var workingDirectory: String
    /// Without address space layout randomisation (man 2 personality, ADDR_NO_RANDOMIZE).
    public var fixedAddresses = false

    public init(
        executable: Executable, arguments: [String], environment: [String], workingDirectory: String = "/"
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.workingDirectory = workingDirectory
    }

    /// For messages.
    var name: String {
        if case .path(let path) = executable { return path }
        return arguments.first ?? "the program"
    }
}

/// The descriptors that become 0, 1 and 2 of a child.
public struct StandardStreams: Sendable {
    public var input: Int32
    public var output: Int32
    public var error: Int32

    public init(input: Int32, output: Int32, error: Int32) {
        self.input = input
        self.output = output
        self.error = error
    }
}
