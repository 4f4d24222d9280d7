import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// What the values of the model's table are of: a request, and the objects on its path.
struct EffectScope {
  let target: Target
  let walked: Resolver.Walked
  let transaction: WriteTransaction
  /// Of an operation, as it declares them.
  var parameters: [String: JSONValue] = [:]
  /// The types of which `$owner` is one.
  var owners: [String] = []

  var version: ServiceVersion { target.version }

  /// What the object of the path has: of one without a row, what is known by its name.
  func boundProperties() throws -> JSONObject {
    if let object = try target.lastEntity(walked, transaction) { return object.shown }
    guard case .row(let source, _)? = target.plan.hops.last?.kind, let id = walked.objects.last??.id else {
      return [:]
    }
    return source.named?.properties(of: id) ?? [:]
  }

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

  /// What `$owner` stands for.
  func owner() throws -> Entity? { try nearest(owners).flatMap(object) }

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

extension EffectCall {
  var scope: EffectScope {
    EffectScope(
      target: target, walked: walked, transaction: transaction, parameters: parameters,
      owners: effect.owner.map { [$0] } ?? [])
  }
}
