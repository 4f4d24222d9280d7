/// One key of `$orderby`: `displayName desc`.
package struct OrderByItem: Sendable, Equatable {
  package let expression: Expression
  package let direction: Direction

  package enum Direction: String, Sendable, Equatable {
    case ascending = "asc"
    case descending = "desc"
  }
}

extension OrderByItem: CustomStringConvertible {
  package var description: String { direction == .descending ? "\(expression) desc" : expression.description }
}

extension SyntaxParser {
  /// `displayName desc,id`
  mutating func orderByItems() throws(SyntaxError) -> [OrderByItem] {
    try list { parser throws(SyntaxError) in try parser.orderByItem() }
  }

  private mutating func orderByItem() throws(SyntaxError) -> OrderByItem {
    let expression = try expression()
    skipSpaces()
    if take(word: "desc") { return OrderByItem(expression: expression, direction: .descending) }
    _ = take(word: "asc")
    return OrderByItem(expression: expression, direction: .ascending)
  }

  /// One item or more with commas between, as far as they go.
  mutating func list<Item>(
    _ item: (inout SyntaxParser) throws(SyntaxError) -> Item
  ) throws(SyntaxError) -> [Item] {
    var items: [Item] = []
    repeat {
      skipSpaces()
      try countNode()
      items.append(try item(&self))
      skipSpaces()
    } while take(.comma)
    return items
  }
}
