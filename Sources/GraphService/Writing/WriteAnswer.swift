import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import Planning

/// What a write of an object answers: the object, or nothing where that is the custom or the client prefers it
/// (graph-platform 1.6 and 1.15).
struct WriteAnswer {
  let target: Target
  let reader: Reader
  /// The object is shown in the place it was written to, though it has a home set.
  var showsPlace = false
  /// The type that the place declares, where the metadata that it came with says so; nil: that of the home set.
  var declared: StructuredType?

  private var context: RequestContext { target.context }
  private var wanted: Preferences.Return? { context.preferences.result }

  /// - Parameter fallback: the place it was written to, for an object without a home set.
  func created(_ entity: Entity, location: String, fallback: String) throws -> Answer {
    var answer = wanted == .minimal ? .noContent : try shown(entity, fallback, status: 201)
    answer.location = location
    // Without a body it is this that tells the id (OData 4.01 Protocol, 8.3.4).
    if wanted == .minimal { answer.entityID = location }
    if let wanted { answer.applied.add(wanted) }
    return answer
  }

  func updated(_ entity: Entity, in contract: Contract, fallback: String) throws -> Answer {
    let isShown =
      wanted.map { $0 == .representation && contract.conventions.showsUpdatedObject }
      ?? showsUnasked(entity, contract)
    var answer =
      isShown ? try shown(entity, fallback, status: status(of: entity)) : .noContent
    if let wanted, isShown == (wanted == .representation) { answer.applied.add(wanted) }
    return answer
  }

  /// The object, unless the client prefers nothing.
  ///
  /// - Parameter status: of the answer with the object.
  func written(_ entity: Entity, fallback: String, status: Int = 200) throws -> Answer {
    var answer = wanted == .minimal ? .noContent : try shown(entity, fallback, status: status)
    if let wanted { answer.applied.add(wanted) }
    return answer
  }

  private func showsUnasked(_ entity: Entity, _ contract: Contract) -> Bool {
    guard context.method == .patch else { return true }
    return entity.type.traits.updateStatus.map { $0 != Self.noContent }
      ?? contract.conventions.updateAnswersWithObject
  }

  private func status(of entity: Entity) -> Int {
    guard context.method == .patch, let status = entity.type.traits.updateStatus, status != Self.noContent
    else { return 200 }
    return status
  }

  private static let noContent = 204

  private func shown(_ entity: Entity, _ fallback: String, status: Int) throws -> Answer {
    let expands = entity.type.navigationProperties.contains(where: \.traits.isExpanded)
    let written = WrittenObject(
      context: context, planner: target.selectingPlanner ?? (expands ? target.planner : nil),
      showsPlace: showsPlace, declared: declared)
    return .json(
      try written.bytes(key: entity.key, type: entity.type, fallback: fallback, reader), status: status,
      place: fallback)
  }
}
