package import EntityModel
package import OData

/// By what a row is found.
package enum RowLookup: Sendable {
  case identifier
  /// The value of a property, folded.
  case property(name: String)
  /// The only row there is.
  case single
  /// The signed-in user.
  case caller
  /// Alternate keys that cannot be: nothing is found.
  case nothing
}

extension RowLookup {
  /// By what a key finds its object, and the value.
  package static func of(_ key: KeyPredicate, _ type: StructuredType?) -> (RowLookup, String) {
    switch key {
    case .segment(let text), .parenthesized(let text): return (of(text, type), text)
    case .named(let arguments):
      if arguments.count > 1, type?.keyName == nil, let id = arguments.first(where: { $0.name == "id" }) {
        return (.identifier, id.value)
      }
      // Several keys at once identify nothing here (graph-platform 1.14), but for a key of several parts.
      guard arguments.count == 1, let name = arguments[0].name, let property = type?.property(name) else {
        return (.nothing, arguments.map(\.value).joined(separator: ","))
      }
      if property.name == type?.keyName ?? "id" { return (.identifier, arguments[0].value) }
      let isKey =
        type?.alternateKeys.contains { $0.count == 1 && $0[0] == property.name } == true
        || type?.traits.pathAddress?.property == property.name
      return (isKey ? .property(name: property.storedName) : .nothing, arguments[0].value)
    }
  }

  private static func of(_ text: String, _ type: StructuredType?) -> RowLookup {
    guard let alias = type?.traits.keyAlias, !Guid.isValid(text.utf8), let property = type?.property(alias)
    else {
      return .identifier
    }
    return .property(name: property.storedName)
  }
}
