/// A side table as a page's template inserts it.
struct HTMLSideTable {
    let identifier: String
    let title: String
    let note: String
    let columns: [Column]
    let rows: [Row]

    struct Column {
        let group: String?
        let title: String
        let isText: Bool
    }

    struct Row {
        let subject: String
        let isFirst: Bool
        let cells: [Cell]
    }

    struct Cell {
        let kind: String
        let mark: String?
        let label: String
        let text: String
        let isText: Bool
    }

    init(_ table: SideTable) {
        identifier = table.identifier
        title = table.fullTitle
        note = Self.unbroken(table.note)
        columns = table.columns.map {
            Column(group: $0.group.isEmpty ? nil : $0.group, title: $0.title, isText: $0.isText)
        }
        rows = table.rows.map { row in
            let cells = zip(table.columns, row.cells).dropFirst().map { column, cell in
                Cell(
                    kind: cell.kind ?? "", mark: cell.mark, label: cell.label ?? "",
                    text: Self.unbroken(cell.text), isText: column.isText)
            }
            return Row(
                subject: row.isFirst ? row.cells.first?.text ?? "" : "", isFirst: row.isFirst, cells: cells)
        }
    }

    /// Numbers are not parted from their `%`.
    static func unbroken(_ text: String) -> String { text.replacing(" %", with: "\u{A0}%") }

    /// Over `sections`.
    static let template = #"""
        {{#sections}}
        <h2 id="{{identifier}}">{{title}}</h2>
        <p class="note">{{note}}</p>
        <div class="scroll">
        <table>
        <thead><tr>{{#columns}}<th{{#isText}} class="text"{{/isText}} scope="col">{{#group}}{{group}}<br>{{/group}}{{title}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr{{#isFirst}} class="first"{{/isFirst}}><th class="text" scope="row">{{subject}}</th>{{#cells}}<td class="{{#isText}}text {{/isText}}{{kind}}">{{#mark}}<span class="mark" role="img" aria-label="{{label}}" title="{{label}}">{{mark}}</span>{{/mark}}{{text}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        {{/sections}}

        """#
}
