/// What the annotations of docs/model.md say about an action or a function.
package struct OperationTraits: Sendable {
  /// What a request for it costs; nil: what most requests do.
  package let resourceUnits: Int?
  /// It answers what has changed in the set that it is bound to.
  package let listsChanges: Bool

  init(_ annotations: Annotations) {
    resourceUnits = annotations.number("ResourceUnits")
    listsChanges = annotations.flag("Delta")
  }
}
