/// Where a constant comes from that other queries of one form have another value for, and what the binder made of it.
package struct ParameterOrigin: Sendable, Equatable {
  /// Number of the query's parameter.
  package let parameter: Int
  package private(set) var conversion = Conversion.none

  package enum Conversion: Sendable, Equatable {
    case none
    /// `'6FD2C87F-…'` where a Guid is wanted
    case type(ValueType)
    /// What a clause of `$search` looks for: `wash` of `displayName:wash`
    case clauseText
  }

  package init(parameter: Int) { self.parameter = parameter }

  func converted(to type: ValueType) -> ParameterOrigin {
    var origin = self
    origin.conversion = .type(type)
    return origin
  }

  func clauseText() -> ParameterOrigin {
    var origin = self
    origin.conversion = .clauseText
    return origin
  }

  /// The constant that another literal in this place comes to; nil where binding it would fail.
  package func constant(_ literal: Literal) -> Constant? {
    if case .clauseText = conversion {
      guard case .string(let text) = literal else { return nil }
      return .string(SearchClause(text).text)
    }
    // Why it fails is found when the query is planned for itself.
    guard let plain = try? ExpressionBinder.plainConstant(literal, at: 0) else { return nil }
    guard case .type(let type) = conversion else { return plain.constant }
    return (try? ExpressionBinder.converted(plain, to: type))?.constant
  }
}
