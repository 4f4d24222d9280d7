import EntityModel

/// What a part of `$search` looks for.
package struct SearchText: Sendable {
  package let text: String
  /// nil where the text is part of the query's form.
  package let origin: ParameterOrigin?

  /// The text as a constant of an expression.
  package var constant: BoundExpression {
    BoundExpression(position: 0, type: .primitive(.string), kind: .constant(.string(text)), origin: origin)
  }
}

extension SearchText: CustomStringConvertible {
  package var description: String { "\"\(text)\"" }
}
