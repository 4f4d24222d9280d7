import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Puts an object, or a copy of it, below another one. What is moved gets a new id too, as the service does it: it is
/// a copy, and the original goes.
struct EffectRelocation {
  let call: EffectCall
  let destination: EffectDestination
  let changes: [EffectChange]

  private var transaction: WriteTransaction { call.transaction }
  private var version: ServiceVersion { call.version }

  func move() throws -> OperationResult {
    let object = try object()
    let copy = try copied(object)
    try transaction.delete(object)
    return .entity(copy, status: call.effect.status ?? 201)
  }

  func copy() throws -> OperationResult {
    .entity(try copied(object()), status: call.effect.status ?? 201)
  }

  private func object() throws -> Entity {
    guard let object = try call.boundObject() else { throw StateMissing.object(of: call.target) }
    return object
  }

  private func copied(_ object: Entity) throws -> Entity {
    let owner = try owner()
    let parent = try parent(below: owner)
    guard try !way(from: parent).contains(object.key) else { throw missing }
    let changed = try EffectChanges(call: call, changes: changes).values(of: object)
    return try transaction.copy(object) { new in
      for member in changed.members { new.properties[member.name] = member.value }
      try put(&new, below: parent, owner)
    }
  }

  // MARK: Where it goes

  /// The nearest object of the path that has such places to go to.
  private func owner() throws -> Entity {
    guard let owner = try call.nearest(destination.owner).flatMap(call.object) else { throw missing }
    return owner
  }

  private func parent(below owner: Entity) throws -> Entity {
    guard let collection = version.collection(destination.collection, of: call.target.type(of: owner)) else {
      throw missing
    }
    let named = collection.source.named?.identifier(id)
    if let parent = try transaction.entities(of: collection.source, parent: owner.key, id: named ?? id).first
    {
      return parent
    }
    if let named { return try make(named, collection, owner) }
    let everywhere = RowSource(table: collection.source.table, relation: .all, types: nil)
    let deeper = try transaction.entities(of: everywhere, parent: nil, id: id)
    guard let parent = try deeper.first(where: { try way(from: $0).contains(owner.key) }) else {
      throw missing
    }
    return parent
  }

  /// What is there by its name has no row yet.
  private func make(_ id: String, _ collection: PathPlan.Collection, _ owner: Entity) throws -> Entity {
    try EntityWriter(model: version.model, transaction: transaction).create(
      Draft(type: version.concrete(collection.type)), owner: owner.key,
      place: collection.source.relation.place?.name, id: id)
  }

  /// Keys of an object and of those that contain it, as long as these are of its kind; last that of what contains them all.
  private func way(from object: Entity) throws -> [Int64] {
    guard let table = transaction.schema.table(of: object.type) else { return [object.key] }
    var (keys, owner) = ([object.key], object.owner)
    while let key = owner, !keys.contains(key) {
      keys.append(key)
      owner = try transaction.entity(key: key, in: table)?.owner
    }
    return keys
  }

  private func put(_ new: inout NewEntity, below parent: Entity, _ owner: Entity) throws {
    let type = call.target.type(of: parent)
    guard let navigation = type.navigationProperty(destination.navigation) else { throw missing }
    switch version.schema.storage(of: navigation, in: version.model) {
    case .contained(let place)?: (new.owner, new.place) = (parent.key, place.name)
    case .shared(let shared)?:
      guard case .property(let names, _) = shared.match else { throw missing }
      (new.owner, new.place) = (owner.key, shared.place.name)
      let old = JSONObject([
        JSONObject.Member(name: names[0], value: new.properties[names[0]] ?? .null)
      ])
      new.properties[names[0]] = old.setting(names[...], to: .string(parent.id))[names[0]]
    case .reference?, .inverse?, .link?, .inverseLink?, .home?, .deleted?, nil: throw missing
    }
  }

  private var id: String { call.parameters[destination.parameter]?.stringValue ?? "" }

  private var missing: StateFailure { .missingObject(id: id, segment: destination.collection) }
}
