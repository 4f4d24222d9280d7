import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Finds the object of a collection that is answered in place of one that would be made of a body.
struct LikeObject {
  let scope: EffectScope
  let collection: PathPlan.Collection
  /// Of the object that has the collection; nil: it is a set.
  let parent: Int64?

  /// nil where there is none.
  func object(_ likeness: EffectLikeness, madeOf body: JSONValue) throws -> Entity? {
    let values = EffectValues(scope: scope, object: nil)
    // What is asked of the request needs no object.
    let asked = likeness.conditions.filter { $0.requested != nil }
    guard try EffectConditions(values: values, conditions: asked).hold(for: [:] as JSONObject) else {
      return nil
    }
    let conditions = EffectConditions(values: values, conditions: likeness.conditions)
    let wanted = try likeness.references.map { try targets(of: body, $0) }
    return try scope.transaction.entities(of: collection.source, parent: parent).first { object in
      guard try conditions.hold(for: object) else { return false }
      guard let wanted, let path = likeness.references else { return true }
      return try wanted == targets(of: object, path)
    }
  }

  private func targets(of object: Entity, _ path: EffectLikeness.Path) throws -> Set<String> {
    Set(
      try scope.values(at: [path.collection, path.reference, "id"], of: object).compactMap(\.stringValue))
  }

  /// Of what is in a body; without those that are not there, which are told when the object is made.
  private func targets(of body: JSONValue, _ path: EffectLikeness.Path) throws -> Set<String> {
    let resolver = ReferenceResolver(model: scope.version.model, transaction: scope.transaction)
    let references = try draft(body).children.filter { $0.navigation.name == path.collection }
      .flatMap(\.drafts).flatMap(\.references).filter { $0.navigation.name == path.reference }
    return Set(
      try references.flatMap { reference in
        try (reference.targets ?? []).compactMap { try resolver.entity($0, for: reference.navigation)?.id }
      })
  }

  private func draft(_ body: JSONValue) throws(BodyFailure) -> Draft {
    let binder = PayloadBinder(
      model: scope.version.model, purpose: .create, readOnly: .ignore, takesChildren: true)
    do { return try binder.bind(body, as: collection.type) } catch { throw .payload(error) }
  }
}
