/// Why a text is no sentence of the grammar, and where that shows; the prose is in `SyntaxError+Message`.
package struct SyntaxError: Error, Sendable, Equatable {
  /// Offset of the first offending character, in Unicode scalars from the start of `text`; its length if the
  /// text ends too early.
  package let position: Int
  package let kind: Kind
  /// The whole text that was read: an option's decoded value, or a raw path or query for bad percent-encoding.
  package let text: String

  package init(position: Int, kind: Kind, text: String) {
    self.position = position
    self.kind = kind
    self.text = text
  }

  package enum Kind: Sendable, Equatable {
    /// `displayName eq`: something else had to stand here.
    case unexpected(expected: [Expectation])
    /// `'abc`: the text ends inside quotes.
    case unterminatedString
    /// `$select=x(`: the same in `$select` and `$expand`, for which the service has other words.
    case invalidTerm(expected: [Expectation])
    /// `$search=displayName:room`: a character that only quotes can hold.
    case invalidSearchCharacter(Character)
    /// `members($top=1;$top=2)`: an option that stands twice in one pair of parentheses.
    case repeatedOption(String)
    /// More levels of parentheses, operators or options than the limit.
    case tooDeep(limit: Int)
    /// More operands and items than the limit.
    case tooManyNodes(limit: Int)
    /// More bytes than the limit.
    case tooLong(limit: Int)
    /// `%2`, `%zz`, or bytes that are no UTF-8 once decoded.
    case invalidPercentEncoding
  }

  /// What could have stood at the position; the raw value is how a message calls it.
  package enum Expectation: String, Sendable, Equatable, CaseIterable {
    case expression = "an expression"
    case literal = "a literal"
    case `operator` = "an operator"
    case name = "a name"
    case typeName = "a type name"
    case member = "a property or function after '/'"
    case comma = "','"
    case colon = "':'"
    case semicolon = "';'"
    case slash = "'/'"
    case equals = "'='"
    case openParenthesis = "'('"
    case closeParenthesis = "')'"
    case closeBracket = "']'"
    case closeBrace = "'}'"
    case quote = "a closing quote"
    case digit = "a digit"
    case hexDigit = "a hexadecimal digit"
    case hyphen = "'-'"
    case timeZone = "'Z' or an offset such as +01:00"
    case direction = "'asc' or 'desc'"
    case alias = "'as' and a name"
    case aggregation = "'with' and an aggregation method"
    case transformation = "a transformation"
    case option = "a query option that is allowed here"
    case boolean = "'true' or 'false'"
    case levels = "a positive number or 'max'"
    case searchTerm = "a word or a phrase in double quotes"
    case end = "the end of the text"
  }
}
