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
      return try transaction.entities(of: collection.source, parent: walked.parent)
    }
    return try (parameters[ids]?.arrayValue ?? []).compactMap(\.stringValue).map { id in
      guard let object = try transaction.entities(of: collection.source, parent: walked.parent, id: id).first
      else { throw StateFailure.missingObject(id: id, segment: collection.name) }
      return object
    }
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

  /// What the object of the path has: of one without a row, what is known by its name.
  func boundProperties() throws -> JSONObject {
    if let object = try target.lastEntity(walked, transaction) { return object.shown }
    guard case .row(let source, _)? = target.plan.hops.last?.kind, let id = walked.objects.last??.id else {
      return [:]
    }
    return source.named?.properties(of: id) ?? [:]
  }
}

extension EffectCall {
  /// Where the nearest object of a type is on the path, the last one among them.
  func nearest(_ type: String) -> Int? {
    guard let type = version.model.type(type) else { return nil }
    return walked.objects.lastIndex { located in
      located.flatMap { version.model.type($0.type) }?.isKind(of: type) == true
    }
  }

  func object(at index: Int) throws -> Entity? {
    guard let located = walked.objects[index],
      let table = version.model.type(located.type).flatMap(version.table)
    else { return nil }
    return try transaction.entity(key: located.key, in: table)
  }

  /// What `$owner` stands for.
  func owner() throws -> Entity? {
    try effect.owner.flatMap(nearest).flatMap(object)
  }
}

extension EffectCall {
  /// The values at the end of a path from an object, which may go through a reference: `user/id`.
  func values(at path: ArraySlice<String>, of object: Entity) throws -> [JSONValue] {
    guard path.count > 1, let name = path.first,
      let navigation = target.type(of: object).navigationProperty(name), !navigation.isCollection
    else { return object.shown.values(at: path) }
    guard let key = object.references[navigation.storedName],
      let table = version.model.type(navigation.target).flatMap(version.table),
      let referred = try transaction.entity(key: key, in: table)
    else { return [] }
    return try values(at: path.dropFirst(), of: referred)
  }
}

enum StateMissing {
  /// The object of a path that has none.
  static func object(of target: Target) -> StateFailure {
    .missingTarget(navigation: target.plan.hops.last?.name ?? "")
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
