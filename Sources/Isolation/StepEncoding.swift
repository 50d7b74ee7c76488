import CLinux
import Glibc
import Linux

/// Memory that lives as long as what launch.c reads from it.
struct StepMemory {
    /// A C string.
    var text: (String) -> UnsafePointer<CChar>
    /// Aligned for 64-bit words.
    var bytes: ([UInt8]) -> UnsafeRawPointer
}

extension Step {
    /// The step as launch.c reads it.
    func encoded(in memory: StepMemory) -> isocost_step {
        switch self {
        case .mount, .unmount, .pivotRoot, .changeRoot, .enter, .changeFolder, .mountAttributes, .makeFolder,
            .makeFile, .symbolicLink:
            return encodedFiles(memory.text)
        case .tolerating(let code, let step):
            var encoded = step.encoded(in: memory)
            if encoded.tolerated.0 == 0 { encoded.tolerated.0 = code } else { encoded.tolerated.1 = code }
            return encoded
        default: return encodedProcess(memory)
        }
    }

    private func encodedFiles(_ text: (String) -> UnsafePointer<CChar>) -> isocost_step {
        switch self {
        case .mount(let source, let target, let type, let flags, let data):
            return step(
                ISOCOST_STEP_MOUNT, source.map(text), text(target), type.map(text), data.map(text),
                value: UInt64(flags))
        case .unmount(let target, let flags):
            return step(ISOCOST_STEP_UNMOUNT, text(target), value: UInt64(flags))
        case .pivotRoot(let new, let old): return step(ISOCOST_STEP_PIVOT_ROOT, text(new), text(old))
        case .changeRoot(let path): return step(ISOCOST_STEP_CHANGE_ROOT, text(path))
        case .enter(let descriptor, _): return step(ISOCOST_STEP_ENTER, value: UInt64(descriptor))
        case .changeFolder(let path): return step(ISOCOST_STEP_CHANGE_FOLDER, text(path))
        case .mountAttributes(let path, let set, let recursive):
            // AT_RECURSIVE, which needs _GNU_SOURCE (linux/fcntl.h).
            return step(
                ISOCOST_STEP_MOUNT_ATTRIBUTES, text(path), value: set, more: recursive ? 0x8000 : 0)
        case .makeFolder(let path, let mode): return step(ISOCOST_STEP_MAKE_FOLDER, text(path), value: mode)
        case .makeFile(let path, let mode): return step(ISOCOST_STEP_MAKE_FILE, text(path), value: mode)
        case .symbolicLink(let says, let path):
            return step(ISOCOST_STEP_SYMBOLIC_LINK, text(says), text(path))
        default: preconditionFailure("\(summary) is of no file")
        }
    }

    private func encodedProcess(_ memory: StepMemory) -> isocost_step {
        switch self {
        case .hostname(let name):
            return step(ISOCOST_STEP_HOSTNAME, memory.text(name), value: UInt64(name.utf8.count))
        case .loopbackUp: return step(ISOCOST_STEP_LOOPBACK_UP)
        case .joinCgroup(let descriptor, _): return step(ISOCOST_STEP_JOIN, value: UInt64(descriptor))
        case .newCgroupNamespace: return step(ISOCOST_STEP_UNSHARE, value: UInt64(ISOCOST_NEWCGROUP))
        case .interfaceUp(let index):
            var message = RouteMessage(.setLink)
            message.addInterface(index: index, up: true)
            return request(message.bytes, memory)
        case .ownAddress(let network):
            var message = RouteMessage(.newAddress, flags: RouteMessage.makeNew)
            message.addAddress(
                network.nextAddress(), prefix: ArmNetwork.prefixLength, index: ArmNetwork.insideIndex)
            return request(message.bytes, memory)
        case .become(let user, let group):
            return step(ISOCOST_STEP_BECOME, value: UInt64(user), more: UInt64(group))
        case .resourceLimit(let limit):
            let kind = UInt64(limit.kind.number)
            return step(ISOCOST_STEP_RESOURCE_LIMIT, value: kind, more: limit.soft, limit.hard)
        case .processControl(let option, let first, let second, _):
            return step(ISOCOST_STEP_PROCESS_CONTROL, value: option, more: first, second)
        case .boundingSet(let set): return step(ISOCOST_STEP_BOUNDING_SET, value: set.mask)
        case .capabilities(let effective, let permitted, let inheritable):
            let words = [effective.mask, permitted.mask, inheritable.mask]
            return step(ISOCOST_STEP_CAPABILITIES, data: memory.bytes(words.withUnsafeBytes { Array($0) }))
        case .ambientSet(let set): return step(ISOCOST_STEP_AMBIENT_SET, value: set.mask)
        case .ruleset(let accesses): return step(ISOCOST_STEP_RULESET, value: accesses)
        case .rule(let path, let accesses):
            return step(ISOCOST_STEP_RULE, path.map(memory.text), value: accesses)
        case .restrict: return step(ISOCOST_STEP_RESTRICT)
        case .denial(let path, let making):
            return step(ISOCOST_STEP_DENIAL, memory.text(path), value: making ? 1 : 0)
        case .filter(let filter):
            return step(
                ISOCOST_STEP_FILTER, value: UInt64(filter.count), more: filter.flags,
                data: memory.bytes(filter.program))
        case .routeRequest(let message, _): return request(message, memory)
        default: preconditionFailure("\(summary) is of no process")
        }
    }

    private func request(_ message: [UInt8], _ memory: StepMemory) -> isocost_step {
        step(ISOCOST_STEP_ROUTE_REQUEST, value: UInt64(message.count), data: memory.bytes(message))
    }

    private func step(
        _ kind: Int, _ texts: UnsafePointer<CChar>?..., value: UInt64 = 0, more: UInt64...,
        data: UnsafeRawPointer? = nil
    ) -> isocost_step {
        var step = isocost_step()
        step.kind = UInt32(kind)
        withUnsafeMutableBytes(of: &step.text) { raw in
            let slots = raw.bindMemory(to: UnsafePointer<CChar>?.self)
            for (index, text) in texts.enumerated() { slots[index] = text }
        }
        step.value = value
        step.more = (more.first ?? 0, more.count > 1 ? more[1] : 0)
        step.data = data
        return step
    }
}
