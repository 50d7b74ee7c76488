import Testing

@testable import Report

@Suite struct CSVTests {
    @Test func everyRowHasEveryColumn() throws {
        let document = Fixture.rich
        let rows = Self.parsed(try CSVReport().render(ComparisonTable(document)))
        #expect(rows.first == CSVReport.columns)
        #expect(rows.allSatisfy { $0.count == CSVReport.columns.count })
        #expect(
            rows.count == 1 + document.comparisons.count + document.measurements.count
                + document.unavailable.count)
        #expect(rows.contains { $0[1] == Fixture.oddName })
    }

    @Test func valuesKeepTheirDigits() throws {
        let document = Fixture.rich
        let rows = Self.parsed(try CSVReport().render(ComparisonTable(document)))
        let centers = rows.dropFirst().compactMap { Double($0[6]) }
        #expect(centers == document.comparisons.map(\.ratio.center) + document.measurements.map(\.center))
    }

    @Test func missingMinimumDetectableEffectIsEmpty() throws {
        let rows = Self.parsed(try CSVReport().render(ComparisonTable(Fixture.rich)))
        let row = rows.first { $0[0] == "comparison" && $0[1] == "cpu.hash" && $0[2] == "container" }
        #expect(row?[12] == "")
    }

    @Test(arguments: ["a,b", "say \"no\"", "two\nlines", "cr\r\nlf", "plain", "", "\"", ","])
    func quotingRoundTrips(field: String) {
        let parsed = Self.parsed([field, "end"].map(CSVReport.quoted).joined(separator: ",") + "\n")
        #expect(parsed == [[field, "end"]])
    }

    /// A reader after RFC 4180, by scalars: records of fields.
    static func parsed(_ text: String) -> [[String]] {
        var records: [[String]] = []
        var record: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var previousWasQuote = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" {
                if !isQuoted, previousWasQuote { field.append(scalar) }
                previousWasQuote = isQuoted
                isQuoted.toggle()
                continue
            }
            previousWasQuote = false
            if isQuoted || scalar != "," && scalar != "\n" {
                field.append(scalar)
                continue
            }
            record.append(String(field))
            field = String.UnicodeScalarView()
            if scalar == "\n" {
                records.append(record)
                record = []
            }
        }
        return records
    }
}
