import EntityModel
import JSON
import OData

extension ExpressionComposer {
  /// `search(json_array(json(?10), json_array(?11, …)), json_extract(…), …)`: one call for all terms, so that each text of a
  /// row is looked through once. The first argument is the same for all rows: the search, and the texts it looks for.
  mutating func search(_ search: BoundSearch) -> SQLText {
    var parts = SearchParts()
    let term = term(search, &parts)
    guard parts.columns.count <= SearchParts.limit, let texts = parts.texts.inArrays else { return .tooDeep }
    let wanted = (["json(\(arguments.bind(term.json.text)))"] + texts).joined(separator: ", ")
    return "search(\((["json_array(\(wanted))"] + parts.columns).joined(separator: ", ")))"
  }

  private mutating func term(_ search: BoundSearch, _ parts: inout SearchParts) -> SearchTerm<Int> {
    switch search {
    case .not(let operand): .not(term(operand, &parts))
    case .and(let operands): .and(operands.map { term($0, &parts) })
    case .or(let operands): .or(operands.map { term($0, &parts) })
    case .words(let path, let text):
      .words(parts.number(of: leaf(path, type: .primitive(.string)).sql), parts.add(value(text.constant)))
    case .prefix(let path, let text): .prefix(folded(path, &parts), parts.add(folded(text.constant)))
    case .contains(let paths, let text):
      .contains(paths.map { folded($0, &parts) }, parts.add(folded(text.constant)))
    }
  }

  private mutating func folded(_ path: MemberPath, _ parts: inout SearchParts) -> Int {
    parts.number(of: leaf(path, type: .primitive(.string)).folded)
  }
}

/// What a search looks for and what it looks into.
private struct SearchParts {
  /// Each once, numbered from 1 as arguments of the SQL function.
  private(set) var columns: [SQLText] = []
  private(set) var texts: [SQLText] = []

  /// SQLite takes 127 arguments, and the first is the search itself.
  static let limit = 99

  mutating func number(of column: SQLText) -> Int {
    if let index = columns.firstIndex(of: column) { return index + 1 }
    columns.append(column)
    return columns.count
  }

  /// - Returns: the number of the text, from 0.
  mutating func add(_ text: SQLText) -> Int {
    texts.append(text)
    return texts.count - 1
  }
}

extension [SQLText] {
  /// `json_array(…)` of a hundred each; nil when that would be too many arguments.
  fileprivate var inArrays: [SQLText]? {
    let starts = stride(from: 0, to: count, by: SearchParts.limit)
    guard starts.underestimatedCount < SearchParts.limit else { return nil }
    return starts.map { start in
      "json_array(\(self[start..<Swift.min(start + SearchParts.limit, count)].joined(separator: ", ")))"
    }
  }
}
