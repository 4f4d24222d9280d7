/// One property of `$compute`: `allottedUnits sub consumedUnits as availableUnits`.
package struct ComputeItem: Sendable, Equatable {
  package let expression: Expression
  package let name: String
}

extension ComputeItem: CustomStringConvertible {
  package var description: String { "\(expression) as \(name)" }
}

extension SyntaxParser {
  /// `a add b as c,d as e`
  mutating func computeItems() throws(SyntaxError) -> [ComputeItem] {
    try list { parser throws(SyntaxError) in
      let expression = try parser.expression()
      return ComputeItem(expression: expression, name: try parser.nameAfterAs())
    }
  }

  /// ` as name`
  mutating func nameAfterAs() throws(SyntaxError) -> String {
    skipSpaces()
    guard take(word: "as") else { throw unexpected(.operator, .alias) }
    skipSpaces()
    return try identifier()
  }
}
