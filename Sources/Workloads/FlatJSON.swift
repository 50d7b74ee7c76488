/// A strict reader for one flat JSON object (RFC 8259): strings, numbers and booleans by name.
///
/// Nested values, `null`, repeated names and anything after the object are refused: the worker protocol
/// has no use for them, and a mistake in a request should not go by unseen. Foundation's reader would
/// make the static worker several times as big and slower to start.
public struct FlatJSON {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The members of an object.
    /// - Throws: `WorkloadError.malformedRequest` with the offset, in bytes, of what is wrong.
    public static func parse(_ bytes: [UInt8]) throws(WorkloadError) -> [String: ParameterValue] {
        var reader = FlatJSON(bytes)
        let members = try reader.object()
        reader.skipSpace()
        if reader.next != nil { throw reader.malformed("nothing may follow the object") }
        return members
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func malformed(_ reason: String) -> WorkloadError {
        .malformedRequest("JSON, byte \(position): \(reason)")
    }

    private mutating func skipSpace() {
        while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(WorkloadError) {
        guard take(character) else { throw malformed("'\(character)' expected") }
    }

    private mutating func object() throws(WorkloadError) -> [String: ParameterValue] {
        var members: [String: ParameterValue] = [:]
        skipSpace()
        try expect("{")
        skipSpace()
        if take("}") { return members }
        repeat {
            skipSpace()
            let start = position
            let name = try string()
            guard members[name] == nil else {
                position = start
                throw malformed("'\(name)' is given twice")
            }
            skipSpace()
            try expect(":")
            skipSpace()
            members[name] = try value()
            skipSpace()
        } while take(",")
        try expect("}")
        return members
    }

    private mutating func value() throws(WorkloadError) -> ParameterValue {
        // At the end of the input, a byte that begins no value.
        switch next ?? 0 {
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        case UInt8(ascii: "t"): return try literal("true", .boolean(true))
        case UInt8(ascii: "f"): return try literal("false", .boolean(false))
        default: throw malformed("a string, a number, true or false expected")
        }
    }

    private mutating func literal(
        _ word: StaticString, _ value: ParameterValue
    ) throws(WorkloadError) -> ParameterValue {
        let matches = word.withUTF8Buffer { bytes[position...].starts(with: $0) }
        guard matches else { throw malformed("'\(word)' expected") }
        position += word.utf8CodeUnitCount
        return value
    }
}

// Numbers.
extension FlatJSON {
    private mutating func digits() throws(WorkloadError) {
        guard let byte = next, isDigit(byte) else { throw malformed("a digit expected") }
        while let byte = next, isDigit(byte) { position += 1 }
    }

    private func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private mutating func number() throws(WorkloadError) -> ParameterValue {
        let start = position
        _ = take("-")
        let leadingZero = next == UInt8(ascii: "0")
        let firstDigit = position
        try digits()
        if leadingZero && position > firstDigit + 1 { throw malformed("a number has no leading zero") }
        var isWhole = true
        if take(".") {
            isWhole = false
            try digits()
        }
        if take("e") || take("E") {
            isWhole = false
            if !take("+") { _ = take("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let integer = Int(text) { return .integer(integer) }
        guard !isWhole, let fraction = Double(text), fraction.isFinite else {
            throw malformed("\(text) is too large a number")
        }
        return .fraction(fraction)
    }
}

// Strings.
extension FlatJSON {
    private mutating func string() throws(WorkloadError) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while let byte = next {
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let valid = String(validating: text, as: UTF8.self) else {
                    throw malformed("the string before this is not UTF-8")
                }
                return valid
            case UInt8(ascii: "\\"): text += try escape()
            case 0..<0x20: throw malformed("control characters in a string are written \\u00XX")
            default: text.append(byte)
            }
        }
        throw malformed("the string does not end")
    }

    private mutating func escape() throws(WorkloadError) -> [UInt8] {
        guard let byte = next else { throw malformed("the string does not end") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(try scalar()).utf8)
        default: throw malformed("there is no such escape")
        }
    }

    private mutating func scalar() throws(WorkloadError) -> Character {
        var code = try hexadecimal()
        if (0xD800..<0xDC00).contains(code), take("\\"), take("u") {
            let low = try hexadecimal()
            guard (0xDC00..<0xE000).contains(low) else { throw malformed("half of a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw malformed("half of a surrogate pair") }
        return Character(scalar)
    }

    private mutating func hexadecimal() throws(WorkloadError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw malformed("four hexadecimal digits expected")
            }
            code = code << 4 | UInt32(digit)
            position += 1
        }
        return code
    }

    /// Text as a JSON string, quotes included.
    public static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{00}"..."\u{1F}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
