package import EntityModel
import GraphContract
import OData

/// Finds the object that a URL in a body refers to (graph-platform 1.13, cloud-licensing ED-29).
///
/// Absolute or relative, any host, any version: the last key and the set before it count.
package struct ReferenceResolver {
  private let model: EntityModel
  private let transaction: WriteTransaction

  /// - Parameter model: of the version that the URL is read in.
  package init(model: EntityModel, transaction: WriteTransaction) {
    self.model = model
    self.transaction = transaction
  }

  /// - Returns: the object; nil when there is none.
  /// - Throws: `ReferenceFailure.malformed`, `.referenceUnsuitable`.
  package func entity(_ url: String, for navigation: NavigationProperty) throws -> Entity? {
    guard let expected = model.type(navigation.target) else { return nil }
    return try entity(url, expected: expected, property: navigation.name)
  }

  package func entity(_ url: String, expected: StructuredType, property: String) throws -> Entity? {
    // A path of beta may stand in a request of v1.0, where some sets are unknown.
    let parsed =
      Self.parse(url, model: model, expected: expected)
      ?? Self.parse(url, model: transaction.model, expected: expected)
    guard let reference = parsed else {
      throw ReferenceFailure.malformed(property: property, text: url)
    }
    guard let found = try find(reference) else { return nil }
    let expectedStored = transaction.model.type(expected.storedName) ?? expected
    guard found.type.isKind(of: expectedStored) else {
      throw ReferenceFailure.unsuitable(property: property, text: url)
    }
    return found
  }

  private func find(_ reference: ParsedReference) throws -> Entity? {
    guard let type = transaction.model.type(reference.type.storedName),
      let table = transaction.schema.table(of: type)
    else { return nil }
    let found: Entity?
    switch reference.lookup {
    case .identifier: found = try transaction.referred(reference.value, type, in: table)
    case .property(let name): found = try transaction.entity(name, is: reference.value, in: table)
    case .single, .caller, .nothing: found = nil
    }
    return found.flatMap { $0.type.isKind(of: type) ? $0 : nil }
  }

  package struct ParsedReference {
    package let type: StructuredType
    package let lookup: RowLookup
    package let value: String
  }

  /// `https://host/beta/users('a')`, `users/a`: the type that the path names, and the key.
  package static func parse(_ url: String, model: EntityModel, expected: StructuredType) -> ParsedReference? {
    guard let path = try? ResourcePath.parse(relative(url)), !path.segments.isEmpty,
      // SQLite takes the character for the end of the text.
      !path.segments.contains(where: { $0.text.utf8.contains(0) })
    else { return nil }
    let address = ReferenceAddress(path.segments, model: model)
    let trimmed = ResourcePath(segments: address.segments)
    if let bound = try? PathBinder.bind(trimmed, to: model), case .key(let key)? = bound.steps.last,
      !bound.isCollection
    {
      let (lookup, value) = RowLookup.of(key, bound.type)
      let type = address.type.flatMap { $0.isKind(of: bound.type) ? $0 : nil } ?? bound.type
      return value.isEmpty ? nil : ParsedReference(type: type, lookup: lookup, value: value)
    }
    return byLastKey(address.segments, expected, model)
  }

  /// A path that this version does not know, from another version or an older API: its last key alone counts. What
  /// begins with no set that there is, and is longer than a set and a key, is no path of any of them.
  private static func byLastKey(
    _ segments: [ResourceSegment], _ expected: StructuredType, _ model: EntityModel
  ) -> ParsedReference? {
    guard let first = segments.first, let last = segments.last,
      segments.count > 1 || last.arguments != nil,
      segments.count <= 2 || model.containerElement(first.text) != nil
    else { return nil }
    let key =
      last.arguments?.first?.value.keyText.map { KeyPredicate.parenthesized($0) } ?? .segment(last.text)
    let (lookup, value) = RowLookup.of(key, expected)
    return ParsedReference(type: expected, lookup: lookup, value: value)
  }

  private static func relative(_ url: String) -> String {
    var rest = url[...]
    if let scheme = rest.firstRange(of: "://") {
      let afterScheme = rest[scheme.upperBound...]
      rest = afterScheme.firstIndex(of: "/").map { afterScheme[$0...] } ?? ""
    }
    rest = rest.prefix { $0 != "?" && $0 != "#" }
    return String(rest)
  }
}
