/// What isocost ends with: a contract with the scripts that call it.
enum ExitStatus: Int32 {
    case done = 0
    case regression = 1
    case inconclusive = 2
    case usage = 64
    case failed = 70
    case unsupported = 77
}
