import EntityModel
import GraphStore
import JSON
import OData
import Planning

/// Makes the object at which clients see how something goes on. Here it is over when the answer is sent.
struct EffectStart {
  let scope: EffectScope
  let task: EffectTask

  /// Where such an object is.
  struct Place {
    /// The object that has it, from the service root: `teams/{id}`.
    let owner: String
    let navigation: String
    let id: String

    /// `teams/{id}/operations/{id}`
    var text: String { "\(owner)/\(navigation)/\(id.percentEncoded)" }
  }

  /// nil where nothing on the path has such objects.
  func place() throws -> Place? {
    let hops = scope.target.plan.hops
    guard let index = hops.lastIndex(where: { $0.type.navigationProperty(task.navigation) != nil }),
      index < scope.walked.objects.count, let owner = scope.walked.objects[index]
    else { return nil }
    let type = hops[index].type
    let above = Resolver.Walked(objects: Array(scope.walked.objects[...index]))
    guard let made = try made(below: type, above) else { return nil }
    return Place(
      owner: type.traits.home.map { "\($0)/\(owner.id.percentEncoded)" } ?? path(to: index),
      navigation: task.navigation, id: made.id)
  }

  /// Below an object that was made: its set, and its id, and those of what was made there.
  func made(below object: Entity) throws -> (home: String, id: String)? {
    let type = scope.target.type(of: object)
    let located = Reader.Located(key: object.key, id: object.id, type: object.type.name)
    guard let home = type.traits.home,
      let made = try made(below: type, Resolver.Walked(objects: [located]))
    else { return nil }
    return (home, made.id)
  }

  private func made(below type: StructuredType, _ walked: Resolver.Walked) throws -> Entity? {
    guard let collection = scope.version.collection(task.navigation, of: type) else { return nil }
    let value = try EffectValues(scope: scope, object: nil).value(task.value, as: nil) ?? [:]
    return try CreateRequest(target: scope.target, in: collection).create(
      value, collection, walked, scope.transaction)
  }

  /// That of the request up to there, with ids for keys: `security/cases/ediscoveryCases/{id}`.
  private func path(to index: Int) -> String {
    let segments = scope.target.plan.hops[...index].enumerated().map { number, hop in
      hop.keyIndex == nil
        ? hop.name : "\(hop.name)/\((scope.walked.objects[number]?.id ?? "").percentEncoded)"
    }
    return segments.joined(separator: "/")
  }
}
