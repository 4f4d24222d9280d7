import EntityModel

/// What a client wants to see of every object, whatever it selects.
package struct RepresentationStyle: Sendable, Hashable {
  /// Members of an enumeration that come after `unknownFutureValue` are written by their names.
  package var namesLaterMembers = false
  /// Every object begins with `@odata.type` and, as `@odata.id`, its bare id: what links are made of.
  package var identifiesObjects = false
  /// Stored names of types of whose objects nothing but the basic profile is shown.
  package var basic: Set<String> = []
  /// Of those that show who they are, and nothing else.
  package var identities: Set<String> = []

  package init() {}

  /// Whether the property is null, whatever the object has.
  func withholds(_ property: Property, of type: StructuredType) -> Bool {
    identities.contains(type.storedName) || basic.contains(type.storedName) && !property.traits.isBasic
  }

  /// Something of its objects is withheld.
  func isLimited(_ type: StructuredType) -> Bool {
    identities.contains(type.storedName) || basic.contains(type.storedName)
  }

  package static let standard = RepresentationStyle()
}
