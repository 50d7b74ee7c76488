import Testing

@testable import isocost

struct QuantityTests {
    @Test(arguments: [
        ("500ms", 0.5), ("60s", 60), ("5m", 300), ("1h", 3600), ("0.5s", 0.5), ("1.5m", 90),
    ])
    func durations(text: String, seconds: Double) throws {
        #expect(abs(try #require(Duration(argument: text)).seconds - seconds) < 1e-12)
    }

    /// Without a unit it is a guess; nothing at all can't be measured.
    @Test(arguments: ["", "s", "60", "-5s", "0s", "5 s", "five s", "5d", "nans", "infs", "60S"])
    func noDurations(text: String) {
        #expect(Duration(argument: text) == nil)
    }

    @Test(arguments: [("1%", 0.01), ("0.5%", 0.005), ("0.005", 0.005), ("99%", 0.99), ("12.5%", 0.125)])
    func fractions(text: String, value: Double) throws {
        #expect(abs(try #require(Fraction(argument: text)).value - value) < 1e-15)
    }

    @Test(arguments: ["", "%", "0", "0%", "1", "100%", "-1%", "5", "nan", "nan%", "inf", "1 %", "a%"])
    func noFractions(text: String) {
        #expect(Fraction(argument: text) == nil)
    }

    @Test func labelsSplitAtTheFirstSign() throws {
        let label = try #require(Label(argument: "commit=a=b"))
        #expect(label.key == "commit")
        #expect(label.value == "a=b")
        #expect(try #require(Label(argument: "empty=")).value == "")
        #expect(Label(argument: "=value") == nil)
        #expect(Label(argument: "nothing") == nil)
    }
}
