/// What a client wants to see of every object, whatever it selects.
package struct RepresentationStyle: Sendable, Hashable {
  /// Members of an enumeration that come after `unknownFutureValue` are written by their names.
  package var namesLaterMembers = false
  /// Every object begins with `@odata.type` and, as `@odata.id`, its bare id: what links are made of.
  package var identifiesObjects = false

  package init() {}

  package static let standard = RepresentationStyle()
}
