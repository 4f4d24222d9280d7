package import EntityModel
package import OData

/// A query option is unknown, malformed, or not served in its place.
package enum QueryFailure: RequestFailure {
  // Options
  case unknownOption(String)
  case repeatedOption(String)
  case optionNotServed(String)
  case invalidNumber(option: String, text: String)
  case invalidBoolean(option: String, text: String)
  case invalidFormat(String)
  /// A list of what happens in some time was asked for without saying which; these options would.
  case windowNeeded(start: String, end: String)
  case invalidMoment(option: String, text: String)
  case syntax(SyntaxError)

  // Pages
  case pageSizeOutOfRange(text: String, limit: Int)
  case skipNotServed
  case countNotServed
  case invalidPageToken

  // $filter, $orderby and $search
  case filterSyntax(SyntaxError)
  case filterUnknownProperty(name: String, type: StructuredType)
  case filterNotSupported(name: String, type: StructuredType)
  case filterInvalid(String)
  /// A property that the list cannot be filtered by, where all others can; with what it was compared with.
  case filterRefused(name: String, operator: String, value: String)
  /// The list is served only where its filter asks of that property.
  case filterNeeded(name: String)
  /// The type takes no filter at all, or none of this shape.
  case filterNotServed
  /// The operator, or `$count`, needs an advanced query.
  case operatorNeedsAdvanced(String)
  case tooManyClauses(operator: String, count: Int, limit: Int)
  case orderNotSupported(name: String, type: StructuredType)
  case sortNotServed(String)
  /// A search of a form that the list does not have.
  case searchNotServed
  case searchNeedsHeader
  case searchInvalid(String)

  package func told(by messages: any Messages) -> GraphError {
    if let error = syntax, error.isLimit { return LimitFailure.syntax(error).told(by: messages) }
    return messages.error(self)
  }

  private var syntax: SyntaxError? {
    if case .syntax(let error) = self { return error }
    if case .filterSyntax(let error) = self { return error }
    return nil
  }
}
