import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// DELETE of an object, or with `$ref` of a reference to it.
struct DeleteRequest {
  let target: Target

  func answer() throws -> Answer {
    if case .ref = target.path.suffix { return try reference() }
    guard let hop = target.plan.hops.last, case .object = target.plan.end else {
      throw ReferenceFailure.writeToReference
    }
    return try target.write { transaction, walked in
      guard let entity = try entity(hop, walked, transaction) else {
        // What is there without a row shows its defaults, and goes on to.
        guard hop.isThereWithoutRow || walked.objects.last??.hasNoRow == true else {
          throw StateFailure.missingTarget(navigation: hop.name)
        }
        return try RefusedRequest(target, walked, transaction).check(.delete, ofRowless: hop)
      }
      try checkContainer(of: entity)
      try EntityCondition(target.context).check(entity, target.type(of: entity))
      try RefusedRequest(target, walked, transaction).check(.delete, of: entity)
      if entity.deleted != nil { try transaction.purge(entity) } else { try transaction.delete(entity) }
    } answer: { _, _, _, _ in
      .noContent
    }
  }

  /// The object of the path; of a single value below a singleton its row, where it has one.
  private func entity(
    _ hop: PathPlan.Hop, _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) throws -> Entity? {
    if let entity = try target.lastEntity(walked, transaction) { return entity }
    guard case .virtual(_, let place) = hop.kind, let table = target.version.table(of: hop.type) else {
      return nil
    }
    return try transaction.single(in: table, at: place)
  }

  /// What an object contains is deleted by the name of its set only where it could be in that place.
  private func checkContainer(of entity: Entity) throws(RoutingFailure) {
    guard entity.owner != nil, case .entitySet(let set, _)? = target.path.steps.first,
      target.path.steps.count == 2
    else { return }
    let places = set.traits.otherHomes.compactMap { home in
      home.first.flatMap(target.version.model.containerElement).flatMap { element in
        target.version.model.type(element.type)?.navigationProperty(home.last ?? "")
      }
    }
    guard let place = places.first(where: { $0.storedName == entity.place }),
      !place.traits.capabilities.takes(.delete)
    else { return }
    throw .methodNotAllowed(
      method: Method.delete.name, allowed: ["GET", "PATCH"], template: "~", path: String(target.context.path))
  }

  private func reference() throws -> Answer {
    let request = ReferenceRequest(target: target)
    if case .collection(let collection) = target.plan.end { return try request.remove(from: collection) }
    guard let hop = target.plan.hops.last else { throw ReferenceFailure.writeToReference }
    return try hop.keyIndex == nil ? request.clear(hop) : request.remove(hop)
  }
}
