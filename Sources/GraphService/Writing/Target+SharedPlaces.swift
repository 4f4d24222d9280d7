import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

extension Target {
  /// Makes an object that another place is to have.
  ///
  /// - Parameters:
  ///   - navigation: by which the object before has it; nil where a set does.
  ///   - walked: ends with the object before.
  func create(
    _ draft: Draft, _ shared: SharedPlace, of navigation: NavigationProperty?, below walked: Resolver.Walked,
    with writer: EntityWriter, _ transaction: WriteTransaction
  ) throws -> Entity {
    try writer.create(placed(draft, shared, of: navigation, below: walked, with: writer, transaction))
  }

  /// The same without making it.
  func placed(
    _ draft: Draft, _ shared: SharedPlace, of navigation: NavigationProperty?, below walked: Resolver.Walked,
    with writer: EntityWriter, _ transaction: WriteTransaction
  ) throws -> PlacedDraft {
    if let placed = writer.placed(draft, sharedOfNothing: shared) { return placed }
    guard let located = walked.objects.last ?? nil,
      let type = transaction.model.type(located.type), let table = transaction.schema.table(of: type),
      let parent = try transaction.entity(key: located.key, in: table)
    else { throw ReferenceFailure.writeToReference }
    try navigation?.traits.notOf?.check(parent)
    return try writer.placed(
      draft, shared: shared, below: parent, owner: owner(shared, above: walked, transaction))
  }

  private func owner(
    _ shared: SharedPlace, above walked: Resolver.Walked, _ transaction: WriteTransaction
  ) -> Int64? {
    guard case .nearest(let name) = shared.owner, let type = transaction.model.type(name) else { return nil }
    let above = walked.objects.reversed().lazy.compactMap(\.self)
    return above.first { transaction.model.type($0.type)?.isKind(of: type) == true }?.key
  }
}
