extension SeccompProfile {
    init(_ setting: Setting) throws(SettingError) {
        let keys = [
            "defaultAction", "defaultErrnoRet", "architectures", "flags", "syscalls", "listenerPath",
            "listenerMetadata",
        ]
        let members = try setting.members("seccomp", of: keys)
        guard let action = members["defaultAction"] else {
            throw setting.error("'defaultAction' is missing in seccomp")
        }
        self.init(
            defaultAction: try SeccompAction(
                action, key: "defaultAction", code: members["defaultErrnoRet"], codeKey: "defaultErrnoRet"))
        architectures = try members["architectures"]?.texts("architectures") ?? []
        for item in try members["flags"]?.list("flags") ?? [] {
            let word = try item.word("flags", of: Flag.allCases.map(\.rawValue))
            if let flag = Flag(rawValue: word) { flags.append(flag) }
        }
        for item in try members["syscalls"]?.list("syscalls") ?? [] { rules.append(try Rule(item)) }
    }

    package var setting: Setting {
        var members: [Setting.Member] = [.init("defaultAction", .text(defaultAction.kind.rawValue))]
        if defaultAction.code != 1 { members.append(.init("defaultErrnoRet", .integer(defaultAction.code))) }
        if !architectures.isEmpty { members.append(.init("architectures", .texts(architectures))) }
        if !flags.isEmpty { members.append(.init("flags", .texts(flags.map(\.rawValue)))) }
        members.append(.init("syscalls", Setting(.list(rules.map(\.setting)))))
        return .members(members)
    }
}

extension SeccompAction {
    fileprivate init(
        _ setting: Setting, key: String, code: Setting?, codeKey: String
    ) throws(SettingError) {
        let word = try setting.word(key, of: Kind.allCases.map(\.rawValue))
        let code = try code?.integer(codeKey, in: 0...4095) ?? 1
        self.init(Kind(rawValue: word) ?? .kill, code: code)
    }
}

extension SeccompProfile.Rule {
    fileprivate init(_ setting: Setting) throws(SettingError) {
        let members = try setting.members("syscalls", of: ["names", "action", "errnoRet", "args"])
        guard let names = members["names"] else { throw setting.error("'names' is missing in syscalls") }
        guard let action = members["action"] else { throw setting.error("'action' is missing in syscalls") }
        self.init(
            names: try names.texts("names"),
            action: try SeccompAction(action, key: "action", code: members["errnoRet"], codeKey: "errnoRet"))
        for item in try members["args"]?.list("args") ?? [] {
            arguments.append(try SeccompProfile.Argument(item))
        }
    }

    fileprivate var setting: Setting {
        var members: [Setting.Member] = [
            .init("names", .texts(names)), .init("action", .text(action.kind.rawValue)),
        ]
        if action.code != 1 { members.append(.init("errnoRet", .integer(action.code))) }
        if !arguments.isEmpty { members.append(.init("args", Setting(.list(arguments.map(\.setting))))) }
        return .members(members)
    }
}

extension SeccompProfile.Argument {
    fileprivate init(_ setting: Setting) throws(SettingError) {
        let members = try setting.members("args", of: ["index", "value", "valueTwo", "op"])
        guard let index = members["index"], let value = members["value"], let op = members["op"] else {
            throw setting.error("args need 'index', 'value' and 'op'")
        }
        let word = try op.word("op", of: Comparison.allCases.map(\.rawValue))
        self.init(
            index: try index.integer("index", in: 0...5), value: try Self.word(value, key: "value"),
            second: try members["valueTwo"].map { setting throws(SettingError) in
                try Self.word(setting, key: "valueTwo")
            } ?? 0, comparison: Comparison(rawValue: word) ?? .equal)
    }

    private static func word(_ setting: Setting, key: String) throws(SettingError) -> UInt64 {
        let typed = try setting.text(key)
        guard let word = UInt64(typed) else { throw setting.error("'\(key)' cannot be '\(typed)': 64 bits") }
        return word
    }

    fileprivate var setting: Setting {
        func number(_ word: UInt64) -> Setting { Int(exactly: word).map(Setting.integer) ?? .text("\(word)") }
        var members: [Setting.Member] = [.init("index", .integer(index)), .init("value", number(value))]
        if second != 0 { members.append(.init("valueTwo", number(second))) }
        return .members(members + [.init("op", .text(comparison.rawValue))])
    }
}
