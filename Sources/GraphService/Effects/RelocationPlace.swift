import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Where an object goes that becomes one of those which another one has.
struct RelocationPlace {
  let call: EffectCall
  let destination: EffectDestination

  private var transaction: WriteTransaction { call.transaction }
  private var version: ServiceVersion { call.version }

  /// Where the request names nothing, the copy stays beside the object.
  func other(than object: Entity) throws -> (parent: Entity, owner: Entity)? {
    if let refusal = destination.singleRefusal, isSingle {
      throw GraphError(refusal.status, refusal.code, refusal.message)
    }
    guard identifier != nil else { return nil }
    let owner = try owner()
    let parent = try parent(below: owner)
    guard try !way(from: parent).contains(object.key), try !isBelow(parent, object) else {
      throw insideItself
    }
    return (parent, owner)
  }

  /// Another object has the one of the path as a single value, beside which there is no place.
  private var isSingle: Bool {
    guard let hop = call.target.plan.hops.last, hop.keyIndex == nil else { return false }
    return hop.navigation?.isCollection == false
  }

  /// What has such places to go to: what the request names, else the nearest object of the path.
  private func owner() throws -> Entity {
    if let id = text(at: destination.holder) {
      guard let owner = try ImpliedOwner(version, transaction).object(destination.owner, id) else {
        throw StateFailure.missingObject(id: id, segment: destination.collection)
      }
      return owner
    }
    guard let owner = try call.scope.nearest([destination.owner]).flatMap(call.scope.object) else {
      throw missing
    }
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
    if let single = try single(beside: collection, of: owner) { return single }
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

  /// The single value that is one of the collection's too, which may have no row yet.
  private func single(beside collection: PathPlan.Collection, of owner: Entity) throws -> Entity? {
    guard let name = collection.navigation?.traits.singleItem,
      let navigation = call.target.type(of: owner).navigationProperty(name)
    else { return nil }
    return try ImpliedOwner(version, transaction).value(navigation, of: owner, called: id)
  }

  /// Keys of an object and of those that contain it.
  private func way(from object: Entity) throws -> [Int64] {
    var (keys, owner) = ([object.key], object.owner)
    while let key = owner, !keys.contains(key) {
      keys.append(key)
      owner = try container(key)?.owner
    }
    return keys
  }

  /// Whether an object is another one, or below it, where it has the id of what it is below in a property.
  private func isBelow(_ object: Entity, _ other: Entity) throws -> Bool {
    guard let table = transaction.schema.table(of: object.type),
      let navigation = call.target.type(of: object).navigationProperty(destination.navigation),
      case .shared(let shared)? = version.schema.storage(of: navigation, in: version.model),
      case .property(let names, _) = shared.match
    else { return false }
    var (seen, next): (Set<Int64>, Entity?) = ([], object)
    while let here = next, seen.insert(here.key).inserted {
      if here.key == other.key { return true }
      next = try here.shown.value(at: names[...])?.stringValue.flatMap {
        try transaction.entity(id: $0, owner: here.owner, in: table, anywhere: true)
      }
    }
    return false
  }

  /// No two objects have the same key, of whatever table.
  private func container(_ key: Int64) throws -> Entity? {
    for table in transaction.schema.tables where try !table.isView && transaction.isThere(table) {
      if let found = try transaction.entity(key: key, in: table) { return found }
    }
    return nil
  }

  func put(_ new: inout NewEntity, below parent: Entity, _ owner: Entity) throws {
    let type = call.target.type(of: parent)
    guard let navigation = type.navigationProperty(destination.navigation) else { throw missing }
    try navigation.traits.notOf?.check(parent)
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

  private var id: String { identifier ?? "" }

  /// nil where the request names no object that is to have it.
  private var identifier: String? { text(at: [destination.parameter] + destination.member) }

  private func text(at path: [String]) -> String? {
    guard let name = path.first, let value = call.scope.parameters[name] else { return nil }
    return JSONObject([JSONObject.Member(name: name, value: value)]).value(at: path[...])?.stringValue
  }

  private var insideItself: any Error {
    destination.refusal.map { GraphError($0.status, $0.code, $0.message) } ?? missing
  }

  private var missing: StateFailure { .missingObject(id: id, segment: destination.collection) }
}
