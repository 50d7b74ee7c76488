import Results
import Testing

@testable import Report

@Suite struct TextTests {
    @Test(arguments: [
        (0.0, 1, "0.0"), (-0.04, 1, "0.0"), (-0.05, 1, "−0.1"), (21.44, 1, "21.4"), (0.999, 2, "1.00"),
        (1e300, 0, "1e+300"), (.infinity, 1, "∞"), (-.infinity, 1, "−∞"), (.nan, 1, "n/a"),
        (1234.5, 0, "1235"),
    ])
    func fixedDigits(value: Double, decimals: Int, text: String) {
        #expect(Decimal.fixed(value, decimals: decimals) == text)
    }

    @Test func halfWidthsAreNeverRoundedDown() {
        #expect(Decimal.ceiling(0.31, decimals: 1) == "0.4")
        #expect(Decimal.ceiling(0.3, decimals: 1) == "0.3")
        #expect(Decimal.ceiling(0.1 + 0.2, decimals: 1) == "0.3")
        for value in stride(from: 0.0001, to: 3, by: 0.0137) {
            let shown = Double(Decimal.ceiling(value, decimals: 2)) ?? .nan
            #expect(shown >= value - 1e-9 && shown < value + 0.01)
        }
    }

    @Test(arguments: [
        (2.26e-7, "s/op", "226 ns"), (86.4e-9, "s/op", "86.4 ns"), (1.213e-3, "s/op", "1.21 ms"),
        (9.9996e-7, "s", "1.00 µs"), (61.2, "s", "61.2 s"), (25_216_450_560, "B", "23.5 GiB"),
        (42, "count/op", "42.0"), (0.5, "count/op", "0.500"), (3_400_000, "count/op", "3400 k"),
        (3.2e7, "count/op", "32.0 M"), (1.5, "fruit", "1.50 fruit"),
    ])
    func unitsAreScaled(value: Double, unit: String, text: String) {
        #expect(UnitScale(fitting: value, unit: unit).text(value) == text)
    }

    @Test(arguments: [
        ("abc", 3), ("naïve", 5), ("日本", 4), ("e\u{301}", 1), ("🚀", 2), ("▲ ±µ", 4), ("", 0),
    ])
    func widthOf(text: String, columns: Int) {
        #expect(DisplayWidth.of(text) == columns)
    }

    @Test func shorteningKeepsBothEnds() {
        #expect(DisplayWidth.shortened("abcdefghij", to: 5) == "ab…ij")
        #expect(DisplayWidth.shortened("abc", to: 3) == "abc")
        for limit in 1...12 {
            #expect(DisplayWidth.of(DisplayWidth.shortened("日本語のなまえ", to: limit)) <= limit)
        }
    }

    @Test func controlCharactersAreShownNotSent() {
        #expect("a\u{1B}[31mb\u{7}\u{202E}c\r\nd".plain == "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}c  d")
    }

    @Test func paragraphsAreFilled() {
        let lines = Paragraph.lines("within ±1 % of it", width: 11, first: "- ", indent: 2)
        #expect(lines == ["- within", "  ±1 % of", "  it"])
        #expect(Paragraph.lines("abcdefgh", width: 4).allSatisfy { $0.count <= 4 })
    }

    @Test(arguments: [
        // Symmetric, asymmetric, and an interval that ± would carry across zero.
        (1.214, 1.209, 1.219, "+21.4", "±0.5"), (1.214, 1.205, 1.240, "+21.4", "−0.9+2.6"),
        (1.010, 1.001, 1.0225, "+1.0", "−0.9+1.3"), (4.12, 4.04, 4.2, "×4.12", "±0.08"),
        (0.25, 0.24, 0.26, "×0.25", "±0.01"), (1, -.infinity, .infinity, "0.0", "±∞"),
    ])
    func overheadsAreCompact(center: Double, lower: Double, upper: Double, number: String, half: String) {
        let ratio = ResultDocument.Ratio(center: center, lower: lower, upper: upper, confidence: 0.95)
        let format = OverheadText(margin: 0.01)
        #expect(format.compactCenter(center) == number)
        #expect(format.compactHalfWidth(ratio) == half)
    }

    @Test(arguments: [(0.01, "±1 %", 1), (0.005, "±0.50 %", 2), (0.07, "±7 %", 1), (0.001, "±0.10 %", 2)])
    func aFinerMarginBringsDigits(margin: Double, text: String, decimals: Int) {
        #expect(OverheadText(margin: margin).margin(margin) == text)
        #expect(OverheadText(margin: margin).decimals == decimals)
    }
}
