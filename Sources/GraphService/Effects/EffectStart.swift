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
    /// The set of the object that has it, and its id.
    let home: String
    let owner: String
    let navigation: String
    let id: String

    /// From the service root: `teams/{id}/operations/{id}`.
    var text: String {
      "\(home)/\(owner.percentEncoded)/\(navigation)/\(id.percentEncoded)"
    }
  }

  /// nil where nothing on the path has such objects.
  func place() throws -> Place? {
    let hops = scope.target.plan.hops
    guard let index = hops.lastIndex(where: { $0.type.navigationProperty(task.navigation) != nil }),
      index < scope.walked.objects.count, let owner = scope.walked.objects[index]
    else { return nil }
    let above = Resolver.Walked(objects: Array(scope.walked.objects[...index]))
    return try place(of: owner.id, hops[index].type, above)
  }

  /// The same of an object that was made.
  func place(below made: Entity) throws -> Place? {
    let located = Reader.Located(key: made.key, id: made.id, type: made.type.name)
    return try place(of: made.id, scope.target.type(of: made), Resolver.Walked(objects: [located]))
  }

  private func place(
    of owner: String, _ type: StructuredType, _ walked: Resolver.Walked
  ) throws -> Place? {
    guard let collection = scope.version.collection(task.navigation, of: type), let home = type.traits.home
    else { return nil }
    let value = try EffectValues(scope: scope, object: nil).value(task.value, as: nil) ?? [:]
    let task = try CreateRequest(target: scope.target)
      .create(value, collection, walked, scope.transaction)
    return Place(home: home, owner: owner, navigation: self.task.navigation, id: task.id)
  }
}
