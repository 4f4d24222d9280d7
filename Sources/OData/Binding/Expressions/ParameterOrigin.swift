/// Where a constant comes from that other queries of one form have another value for, and what the binder made of it.
package struct ParameterOrigin: Sendable, Equatable {
  /// Number of the query's parameter.
  package let parameter: Int
  package private(set) var conversion = Conversion.none

  package enum Conversion: Sendable, Equatable {
    case none
    /// `'6FD2C87F-…'` where a Guid is wanted
    case type(ValueType)
    /// What `$search` looks for; a literal of another kind is none.
    case searchText
    /// What a clause of `$search` looks for: `wash` of `displayName:wash`
    case clauseText
    /// The same two where a star at the end stands for whatever follows.
    case openText, openClauseText
  }

  package init(parameter: Int) { self.parameter = parameter }

  func converted(to type: ValueType) -> ParameterOrigin { converted(.type(type)) }

  func searchText() -> ParameterOrigin { converted(.searchText) }

  func clauseText() -> ParameterOrigin { converted(.clauseText) }

  func openText() -> ParameterOrigin { converted(.openText) }

  func openClauseText() -> ParameterOrigin { converted(.openClauseText) }

  private func converted(_ conversion: Conversion) -> ParameterOrigin {
    var origin = self
    origin.conversion = conversion
    return origin
  }

  /// The constant that another literal in this place comes to; nil where binding it would fail.
  package func constant(_ literal: Literal) -> Constant? {
    switch (conversion, literal) {
    case (.searchText, .string(let text)): .string(text)
    case (.clauseText, .string(let text)): .string(SearchClause(text).text)
    case (.openText, .string(let text)): .string(SearchClause(text).whole.withoutStar)
    case (.openClauseText, .string(let text)): .string(SearchClause(text).text.withoutStar)
    case (.searchText, _), (.clauseText, _), (.openText, _), (.openClauseText, _): nil
    // Why these fail is found when the query is planned for itself.
    case (.none, _): (try? ExpressionBinder.plainConstant(literal, at: 0))?.constant
    case (.type(let type), _):
      (try? ExpressionBinder.converted(ExpressionBinder.plainConstant(literal, at: 0), to: type))?.constant
    }
  }
}
