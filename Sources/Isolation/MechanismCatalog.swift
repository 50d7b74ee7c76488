/// Every mechanism, in the order in which they are listed.
public enum MechanismCatalog {
    public static let all: [any Mechanism] = [
        MountNamespace(),
        PIDNamespace(),
        UTSNamespace(),
        IPCNamespace(),
        NetworkNamespace(),
        UserNamespace(),
        CgroupNamespace(),
        TimeNamespace(),
        ProcFileSystem(),
        ChangedRoot(),
        PivotedRoot(),
    ]
}
