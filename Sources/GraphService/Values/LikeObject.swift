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
    let there = try scope.transaction.entities(of: collection.source, parent: parent)
    guard let path = likeness.references else { return try there.first(where: conditions.hold) }
    guard let wanted = try targets(of: body, path) else { return nil }
    return try there.first { try conditions.hold(for: $0) && targets(of: $0, path) == wanted }
  }

  private func targets(of object: Entity, _ path: EffectLikeness.Path) throws -> Set<String> {
    Set(
      try scope.values(at: [path.collection, path.reference, "id"], of: object).compactMap(\.stringValue))
  }

  /// Of what is in a body; nil where one of them is not there, which is told when the object is made.
  private func targets(of body: JSONValue, _ path: EffectLikeness.Path) throws -> Set<String>? {
    let resolver = ReferenceResolver(model: scope.version.model, transaction: scope.transaction)
    let references = try draft(body).children.filter { $0.navigation.name == path.collection }
      .flatMap(\.drafts).flatMap(\.references).filter { $0.navigation.name == path.reference }
    let found = try references.flatMap { reference in
      try (reference.targets ?? []).map { try resolver.entity($0, for: reference.navigation)?.id }
    }
    return found.contains(nil) ? nil : Set(found.compactMap(\.self))
  }

  private func draft(_ body: JSONValue) throws(BodyFailure) -> Draft {
    let binder = PayloadBinder(
      model: scope.version.model, purpose: .create, readOnly: .ignore, takesChildren: true)
    do { return try binder.bind(body, as: collection.type) } catch { throw .payload(error) }
  }
}
