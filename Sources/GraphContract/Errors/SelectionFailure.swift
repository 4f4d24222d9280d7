package import EntityModel
package import OData

/// `$select` or `$expand` names what is not there, or not served in its place.
package enum SelectionFailure: RequestFailure {
  case syntax(SyntaxError)
  case unknownSelected(name: String, type: StructuredType)
  /// An item of `$select` that selects nothing that there could be.
  case invalidItem(String)
  /// A property of one object that lists do not serve.
  case servedSinglyOnly(name: String)
  /// A property that is served only of an object that the path names by its id.
  case servedByIdOnly(name: String)
  case unknownExpanded(name: String, type: StructuredType)
  case expansionTooDeep(name: String)
  /// A property that is no navigation property.
  case expansionNotAllowed(name: String)
  /// More than one navigation property at once.
  case expansionsNotServed
  /// `$expand` in an advanced query.
  case expansionNotAdvanced
  /// An option that counts in an advanced query alone, with `$count=true` and without the header.
  case expansionOptionNeedsAdvanced(option: String, name: String)
  case expansionOptionNotServed(option: String, name: String)

  package func told(by messages: any Messages) -> GraphError {
    if case .syntax(let error) = self, error.isLimit { return LimitFailure.syntax(error).told(by: messages) }
    return messages.error(self)
  }
}
