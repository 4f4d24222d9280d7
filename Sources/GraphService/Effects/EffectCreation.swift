import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Makes objects as a POST to their collection would.
struct EffectCreation {
  let call: EffectCall
  /// nil: the collection of the path.
  let place: EffectPlace?

  func objects(_ value: EffectValue) throws -> [Entity] {
    guard let value = try call.scope.sentValue(value), let (collection, walked) = try located() else {
      return []
    }
    return try (value.arrayValue ?? [value]).map {
      try CreateRequest(target: call.target, in: collection).create($0, collection, walked, call.transaction)
    }
  }

  /// The same one by one; none of those that would refer to what is not there.
  func parts(_ value: EffectValue) throws -> [(sent: JSONValue, made: Entity?)] {
    guard let value = try call.scope.sentValue(value), let (collection, walked) = try located() else {
      return []
    }
    return try (value.arrayValue ?? [value]).map { sent in
      guard try isWhole(draft(of: sent, collection.type)) else { return (sent, nil) }
      return (
        sent,
        try CreateRequest(target: call.target, in: collection).create(
          sent, collection, walked, call.transaction)
      )
    }
  }

  private func isWhole(_ draft: Draft) throws -> Bool {
    let resolver = ReferenceResolver(model: call.version.model, transaction: call.transaction)
    return try draft.references.allSatisfy { reference in
      try (reference.targets ?? []).allSatisfy { try resolver.entity($0, for: reference.navigation) != nil }
    }
  }

  /// What is answered in place of what a value would make, where that is there.
  func there(_ likeness: EffectLikeness, _ value: EffectValue) throws -> Entity? {
    guard let value = try call.scope.sentValue(value), let (collection, walked) = try located() else {
      return nil
    }
    return try LikeObject(scope: call.scope, collection: collection, parent: walked.parent)
      .object(likeness, madeOf: value)
  }

  /// Those that are there and refer to the same as one of the values, as they were sent.
  func likenesses(_ value: EffectValue, by reference: String) throws -> [Entity] {
    guard let value = try call.scope.sentValue(value), let (collection, _) = try located() else { return [] }
    let there = try call.transaction.entities(
      of: collection.source, parent: call.walked.parent(of: collection.source))
    return try (value.arrayValue ?? [value]).flatMap { value in
      let key = try key(of: draft(of: value, collection.type), reference)
      return there.filter { key != nil && $0.references[reference] == key }
    }
  }

  private func draft(of value: JSONValue, _ type: StructuredType) throws(BodyFailure) -> Draft {
    let binder = PayloadBinder(
      model: call.version.model, purpose: .update, readOnly: .ignore, takesChildren: false)
    do { return try binder.bind(value, as: type) } catch { throw .payload(error) }
  }

  /// - Throws: `ReferenceFailure`
  private func key(of draft: Draft, _ reference: String) throws -> Int64? {
    guard let bound = draft.references.first(where: { $0.navigation.storedName == reference }),
      let url = bound.targets?.first
    else { return nil }
    let resolver = ReferenceResolver(model: call.version.model, transaction: call.transaction)
    return try resolver.entity(url, for: bound.navigation)?.key
  }

  /// The collection, and the way to the object that has it.
  private func located() throws -> (PathPlan.Collection, Resolver.Walked)? {
    guard let place else {
      guard case .collection(let collection) = call.target.plan.end else { return nil }
      return (collection, call.walked)
    }
    guard let owner = place.owner else {
      let hop = call.target.plan.hops.last
      let own = hop.flatMap {
        call.version.collection(place.collection, of: $0.type, below: $0.rowlessPath)
      }
      return own.map { ($0, call.walked) }
        ?? call.version.set(place.collection).map { ($0, Resolver.Walked()) }
    }
    guard let index = call.scope.nearest([owner]), let object = try call.scope.object(at: index) else {
      return nil
    }
    return call.version.collection(place.collection, of: call.target.type(of: object))
      .map { ($0, Resolver.Walked(objects: Array(call.walked.objects[...index]))) }
  }
}
