import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// What the values of the model's table are of: a request, the objects on its path, and those that it makes.
struct EffectScope {
  let target: Target
  let walked: Resolver.Walked
  let transaction: WriteTransaction
  /// Of an operation, as it declares them; of a creation what was sent.
  var parameters: [String: JSONValue] = [:]
  /// The parameters as they were sent, where objects are made of them.
  var sent: [String: JSONValue] = [:]
  /// The types of which `$owner` is one.
  var owners: [String] = []
  /// What the object has in whose body another one is made, where it is of one of these types.
  var around: JSONObject?
  /// The object whose id the one has that is made.
  var twin: Entity?
  /// The object that was made.
  var made: Entity?

  var version: ServiceVersion { target.version }

  /// A value of which an object is to be made.
  func sentValue(_ value: EffectValue) throws -> JSONValue? {
    var scope = self
    scope.parameters.merge(sent) { $1 }
    return try EffectValues(scope: scope, object: nil).value(value, as: nil)
  }

  /// What the object of the path has: of one without a row, what is known by its name.
  func boundProperties() throws -> JSONObject {
    if let object = try target.lastEntity(walked, transaction) { return object.shown }
    guard case .row(let source, _)? = target.plan.hops.last?.kind, let id = walked.objects.last??.id else {
      return [:]
    }
    return source.named?.properties(of: id) ?? [:]
  }
}

// MARK: On the path

extension EffectScope {
  /// Where the nearest object of one of these types is on the path, the last one among them.
  func nearest(_ types: [String]) -> Int? {
    let types = types.compactMap { version.model.type($0) }
    return walked.objects.lastIndex { located in
      guard let type = located.flatMap({ version.model.type($0.type) }) else { return false }
      return types.contains { type.isKind(of: $0) }
    }
  }

  func object(at index: Int) throws -> Entity? {
    guard let located = walked.objects[index],
      let table = version.model.type(located.type).flatMap(version.table)
    else { return nil }
    return try transaction.entity(key: located.key, in: table)
  }

  /// The signed-in user; nil where an application asks by itself.
  func user() throws -> Entity? {
    guard transaction.caller != nil, let id = try transaction.callerIdentifier,
      let type = version.model.container.first(where: \.traits.isCaller).flatMap({
        version.model.type($0.type)
      }),
      let set = type.traits.home.flatMap(version.set)
    else { return nil }
    return try transaction.entities(of: set.source, parent: nil, id: id).first
  }

  /// What `$owner` stands for.
  func owner() throws -> Entity? { try nearest(owners).flatMap(object) }

  /// The nearest one of a type.
  func nearestObject(_ type: String) throws -> Entity? { try nearest([type]).flatMap(object) }
}

// MARK: From an object

extension EffectScope {
  /// What a path leads to from an object: a collection where one of objects is on it.
  func value(at path: [String], of object: Entity) throws -> JSONValue? {
    if let own = object.shown.value(at: path[...]) { return own }
    let values = try values(at: path[...], of: object)
    return leadsToSeveral(path[...], from: target.type(of: object)) ? .array(values) : values.first
  }

  private func leadsToSeveral(_ path: ArraySlice<String>, from type: StructuredType) -> Bool {
    guard let name = path.first else { return false }
    if let cast = cast(name) { return leadsToSeveral(path.dropFirst(), from: cast) }
    guard let navigation = type.navigationProperty(name) else { return false }
    if navigation.isCollection { return true }
    return version.model.type(navigation.target).map { leadsToSeveral(path.dropFirst(), from: $0) } ?? false
  }

  /// The values at the end of a path from an object, which may go through others and through casts: `user/id`,
  /// `members/microsoft.graph.user/id`.
  func values(at path: ArraySlice<String>, of object: Entity) throws -> [JSONValue] {
    guard let name = path.first else { return [.object(try whole(object))] }
    let type = target.type(of: object)
    if let cast = cast(name) {
      return type.isKind(of: cast) ? try values(at: path.dropFirst(), of: object) : []
    }
    guard let collection = version.collection(name, of: type) else { return object.shown.values(at: path) }
    return try transaction.entities(of: collection.source, parent: object.key)
      .flatMap { try values(at: path.dropFirst(), of: $0) }
  }

  /// What an object has, and the ids of what it refers to.
  private func whole(_ object: Entity) throws -> JSONObject {
    var whole = object.shown
    for navigation in target.type(of: object).navigationProperties where !navigation.isCollection {
      let column = transaction.schema.column(of: navigation, in: version.model)
      guard let key = object.references[column],
        let table = version.model.type(navigation.target).flatMap(version.table),
        let referred = try transaction.entity(key: key, in: table)
      else { continue }
      whole[navigation.name] = ["id": .string(referred.id)]
    }
    return whole
  }

  /// The type that a segment names; nil for one of a member.
  private func cast(_ name: String) -> StructuredType? {
    name.contains(".") ? version.model.type(name) : nil
  }
}

extension Entity {
  /// What conditions and values see of it.
  var shown: JSONObject {
    var shown = properties
    shown["id"] = .string(id)
    return shown
  }
}
