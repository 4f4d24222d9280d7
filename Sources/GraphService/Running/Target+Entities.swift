import EntityModel
import GraphStore
import Planning

extension Target {
  /// The object of the last hop, whole.
  func lastEntity(_ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> Entity? {
    guard let hop = plan.hops.last, let located = walked.objects.last ?? nil,
      let table = version.table(of: hop.type)
    else { return nil }
    return try transaction.entity(key: located.key, in: table)
  }

  /// This version's type of a stored object.
  func type(of entity: Entity) -> StructuredType {
    version.model.type(entity.type.name)
      ?? version.model.type(storedAs: entity.type.name) ?? entity.type
  }
}
