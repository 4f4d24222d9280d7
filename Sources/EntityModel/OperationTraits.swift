/// What the annotations of docs/model.md say about an action or a function.
package struct OperationTraits: Sendable {
  /// What a request for it costs; nil: what most requests do.
  package let resourceUnits: Int?
  /// It answers what has changed in the set or collection that it is bound to.
  package let listsChanges: Bool
  /// The collection whose changes it answers, where it is bound to one of its objects; nil: what it is bound to.
  package let changesOf: EffectPlace?

  /// It opens an upload session: the name of the stream that its bytes go to; nil for all others.
  package let upload: String?

  /// What it does to what is stored, where no rule does it.
  package let effect: OperationEffect?

  /// Subscriptions may be about what it lists; nil: they may not.
  package let notified: NotifiedChanges?

  /// - Parameter isDelta: its name and its types say that it lists changes.
  init(_ annotations: Annotations, isDelta: Bool = false) throws(ModelError) {
    effect = try EffectReader.read(annotations)
    notified = try NotifiedChanges.read(annotations)
    upload = annotations.string("Upload")
    resourceUnits = try annotations.number("ResourceUnits")
    changesOf = try annotations.read("DeltaOf", as: "'COLLECTION' or 'TYPE/COLLECTION'", EffectPlace.init)
    listsChanges = annotations.flag("Delta") || isDelta || changesOf != nil
  }
}
