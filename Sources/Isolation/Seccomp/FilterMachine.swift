/// Runs a seccomp filter on one system call, as the kernel would: what a filter refuses is known before
/// anything is launched under it.
///
/// The instructions that seccomp allows (seccomp_check_filter in kernel/seccomp.c).
struct FilterMachine {
    private var accumulator: UInt32 = 0
    private var index: UInt32 = 0
    private var memory = [UInt32](repeating: 0, count: 16)

    /// - Parameter data: a `struct seccomp_data` (linux/seccomp.h), 64 bytes.
    /// - Returns: a SECCOMP_RET_*; nil when the program leaves its end or uses what is not allowed.
    static func run(_ program: [UInt8], on data: [UInt8]) -> UInt32? {
        var machine = FilterMachine()
        let count = program.count / 8
        var counter = 0
        while counter < count {
            let instruction = Instruction(program, at: counter)
            counter += 1
            switch machine.step(instruction, data) {
            case .next: continue
            case .jump(let distance): counter += distance
            case .done(let value): return value
            case .invalid: return nil
            }
        }
        return nil
    }

    private struct Instruction {
        var code: UInt16
        var ifTrue: Int
        var ifFalse: Int
        var constant: UInt32

        init(_ program: [UInt8], at index: Int) {
            (code, ifTrue, ifFalse, constant) = program.withUnsafeBytes { bytes in
                let start = index * 8
                return (
                    bytes.loadUnaligned(fromByteOffset: start, as: UInt16.self), Int(bytes[start + 2]),
                    Int(bytes[start + 3]), bytes.loadUnaligned(fromByteOffset: start + 4, as: UInt32.self)
                )
            }
        }
    }

    private enum Outcome {
        case next, invalid
        case jump(Int)
        case done(UInt32)
    }

    /// Codes of linux/bpf_common.h.
    private mutating func step(_ instruction: Instruction, _ data: [UInt8]) -> Outcome {
        let constant = instruction.constant
        switch instruction.code {
        case 0x20: return load(data, at: Int(constant))
        case 0x00: accumulator = constant
        case 0x01: index = constant
        case 0x60: return recall(constant) { $0.accumulator = $1 }
        case 0x61: return recall(constant) { $0.index = $1 }
        case 0x02: return store(accumulator, at: constant)
        case 0x03: return store(index, at: constant)
        case 0x07: index = accumulator
        case 0x87: accumulator = index
        case 0x54: accumulator &= constant
        case 0x44: accumulator |= constant
        case 0x05: return .jump(Int(constant))
        case 0x15: return branch(accumulator == constant, instruction)
        case 0x25: return branch(accumulator > constant, instruction)
        case 0x35: return branch(accumulator >= constant, instruction)
        case 0x45: return branch(accumulator & constant != 0, instruction)
        case 0x06: return .done(constant)
        case 0x16: return .done(accumulator)
        default: return .invalid
        }
        return .next
    }

    private mutating func load(_ data: [UInt8], at offset: Int) -> Outcome {
        guard offset + 4 <= data.count else { return .invalid }
        accumulator = data.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt32.self) }
        return .next
    }

    private mutating func recall(
        _ slot: UInt32, _ assign: (inout FilterMachine, UInt32) -> Void
    ) -> Outcome {
        guard slot < 16 else { return .invalid }
        assign(&self, memory[Int(slot)])
        return .next
    }

    private mutating func store(_ value: UInt32, at slot: UInt32) -> Outcome {
        guard slot < 16 else { return .invalid }
        memory[Int(slot)] = value
        return .next
    }

    private func branch(_ condition: Bool, _ instruction: Instruction) -> Outcome {
        .jump(condition ? instruction.ifTrue : instruction.ifFalse)
    }
}
