import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Finds the objects that an effect lists.
struct EffectSearch {
  let call: EffectCall

  func objects(_ listing: EffectListing) throws -> [Entity] {
    let conditions = EffectConditions(
      values: EffectValues(scope: call.scope, object: nil), conditions: try conditions(of: listing))
    return try all(listing).filter { try conditions.hold(for: $0) }
  }

  /// A choice that the table does not know is one that nothing fits.
  private func conditions(of listing: EffectListing) throws -> [EffectCondition] {
    guard let choice = listing.choice else { return listing.conditions }
    let text = call.scope.parameters[choice.parameter]?.stringValue ?? ""
    guard let conditions = choice.cases[text] else {
      throw RoutingFailure.notImplemented("'\(text)' of the operation '\(call.operation.shortName)'")
    }
    return conditions
  }

  private func all(_ listing: EffectListing) throws -> [Entity] {
    if let set = listing.set { return try follow(listing.through[...], from: objects(of: set)) }
    let steps = listing.through[...]
    guard case .object = call.target.plan.end, let first = steps.first,
      let hop = call.target.plan.hops.last, hop.isVirtual
    else { return try follow(steps, from: start()) }
    guard let collection = call.version.collection(first.navigation, of: hop.type, below: hop.rowlessPath)
    else { return [] }
    let found = try call.transaction.entities(of: collection.source, parent: nil)
    return try follow(steps.dropFirst(), from: found + (first.isRepeated ? below(found, first) : []))
  }

  private func objects(of set: String) throws -> [Entity] {
    guard let element = call.version.model.containerElement(set),
      let type = call.version.model.type(element.type), let table = call.version.table(of: type)
    else { return [] }
    let rows = RowSource(
      table: table, relation: .all, types: call.version.typeRestriction(type, in: table))
    return try call.transaction.entities(of: rows, parent: nil)
  }

  /// A function makes no rows: what has none leads nowhere.
  private func start() throws -> [Entity] {
    if case .object = call.target.plan.end {
      return try call.target.lastEntity(call.walked, call.transaction).map { [$0] } ?? []
    }
    guard case .collection(let collection) = call.target.plan.end else { return [] }
    return try call.transaction.entities(
      of: collection.source, parent: call.walked.parent(of: collection.source))
  }

  private func follow(_ steps: ArraySlice<NavigationStep>, from objects: [Entity]) throws -> [Entity] {
    guard let step = steps.first else { return objects }
    let found = try objects.flatMap { try reached(step.navigation, from: $0) }
    return try follow(steps.dropFirst(), from: found + (step.isRepeated ? below(found, step) : []))
  }

  /// To any depth; each object once, since references may go in circles.
  private func below(_ objects: [Entity], _ step: NavigationStep) throws -> [Entity] {
    var seen = Set(objects.map(\.key))
    var (found, next): ([Entity], [Entity]) = ([], objects)
    while !next.isEmpty {
      next = try next.flatMap { try reached(step.navigation, from: $0) }.filter {
        seen.insert($0.key).inserted
      }
      found += next
    }
    return found
  }

  private func reached(_ navigation: String, from object: Entity) throws -> [Entity] {
    guard let collection = call.version.collection(navigation, of: call.target.type(of: object)) else {
      return []
    }
    return try call.transaction.entities(of: collection.source, parent: object.key)
  }
}

// MARK: One object

extension EffectCall {
  /// The first object of the returned type that is like this.
  func found(_ conditions: [EffectCondition]) throws -> Entity {
    let matching = EffectConditions(values: EffectValues(scope: scope, object: nil), conditions: conditions)
    guard let type = operation.returnType.flatMap(version.model.structured),
      let table = version.table(of: type)
    else { throw StateMissing.object(of: target) }
    let source = RowSource(table: table, relation: .all, types: version.typeRestriction(type, in: table))
    for object in try transaction.entities(of: source, parent: nil)
    where try matching.hold(for: object) { return object }
    throw StateFailure.missingTarget(navigation: operation.shortName)
  }
}
