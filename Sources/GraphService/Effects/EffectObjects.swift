import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// What an effect is about.
extension EffectCall {
  /// The object that the operation is bound to; of a collection those that a parameter names, else all.
  func objects() throws -> [Entity] {
    if let listing = effect.objects { return try EffectSearch(call: self).objects(listing) }
    guard case .collection(let collection) = target.plan.end else {
      return try boundObject().map { [$0] } ?? []
    }
    guard let ids = effect.ids else {
      return try transaction.entities(of: collection.source, parent: walked.parent(of: collection.source))
    }
    return try (scope.parameters[ids]?.arrayValue ?? []).compactMap(\.stringValue).map { id in
      let parent = walked.parent(of: collection.source)
      let object = try transaction.entities(of: collection.source, parent: parent, id: id).first
      guard let object = try object ?? made(for: id, in: collection) else {
        throw StateFailure.missingObject(id: id, segment: collection.name)
      }
      return object
    }
  }

  /// One with the id of an object that the set of the effect has; nil where there is none.
  private func made(for id: String, in collection: PathPlan.Collection) throws -> Entity? {
    guard let absence = effect.absence, let set = version.set(absence.set),
      let object = try transaction.entities(
        of: set.source, parent: nil, id: Guid.normalizedIdentifier(id)
      ).first
    else { return nil }
    let values = EffectValues(scope: scope, object: object)
    var draft = Draft(type: version.concrete(collection.type))
    for member in absence.members where member.path.count == 1 {
      draft.properties[member.path[0]] = try values.value(member.value, as: nil)
    }
    return try EntityWriter(model: version.model, transaction: transaction).create(
      draft, owner: walked.parent, place: collection.source.relation.place?.name, id: object.id)
  }

  /// The object of the path; one that is there without a row gets it.
  func boundObject() throws -> Entity? {
    guard case .object = target.plan.end else { return nil }
    if let object = try target.lastEntity(walked, transaction) { return object }
    guard let hop = target.plan.hops.last, case .virtual(_, let place) = hop.kind,
      let table = version.table(of: hop.type)
    else { return nil }
    if let object = try transaction.single(in: table, at: place) { return object }
    return try EntityWriter(model: version.model, transaction: transaction).create(
      Draft(type: version.concrete(hop.type)), owner: nil, place: place.name, id: hop.singleIdentifier)
  }
}

enum StateMissing {
  /// The object of a path that has none.
  static func object(of target: Target) -> StateFailure {
    .missingTarget(navigation: target.plan.hops.last?.name ?? "")
  }
}
