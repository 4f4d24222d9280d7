import GraphStore
import JSON
import OData

/// Writing the older form of an assignment writes the assignment (intune-device-configuration.md 1.3).
struct GroupAssignmentRule: ViewRule {
  let types = [IntuneType.groupAssignment]

  func insert(_ new: NewEntity, _ transaction: WriteTransaction) throws -> Entity {
    let type = try transaction.structuredType(IntuneType.assignment)
    var assignment = NewEntity(draft: Draft(type: type), type: type, owner: new.owner)
    assignment.properties["target"] = try target(
      new.properties["targetGroupId"], new.properties["excludeGroup"])
    return try row(of: transaction.insert(assignment), transaction)
  }

  func update(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws -> Entity {
    let target = try target(new.properties["targetGroupId"], new.properties["excludeGroup"])
    let assignment = try transaction.update(assignment(old, transaction)) { $0.properties["target"] = target }
    return try row(of: assignment, transaction)
  }

  func delete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try transaction.delete(assignment(entity, transaction))
  }

  private func target(_ group: JSONValue?, _ isExcluded: JSONValue?) throws -> JSONValue {
    guard let group = group?.stringValue else { throw IntuneError.targetMissing }
    return PolicyAssignmentTarget.value(groupId: group, isExcluded: isExcluded?.boolValue ?? false)
  }

  private func assignment(_ row: Entity, _ transaction: WriteTransaction) throws -> Entity {
    guard let assignment = try transaction.entity(key: row.key, in: transaction.table(IntuneType.assignment))
    else { throw IntuneError.notFound }
    return assignment
  }

  private func row(of assignment: Entity, _ transaction: WriteTransaction) throws -> Entity {
    guard
      let row = try transaction.entity(key: assignment.key, in: transaction.table(IntuneType.groupAssignment))
    else { throw IntuneError.notFound }
    return row
  }
}

/// Overviews are counts: writing one is answered and changes nothing, as their properties are computed
/// (intune-device-configuration.md 1.6).
struct StatusOverviewRule: ViewRule {
  let types = [
    IntuneType.deviceOverview, IntuneType.userOverview, IntuneType.complianceDeviceOverview,
    IntuneType.complianceUserOverview,
  ]

  func insert(_ new: NewEntity, _ transaction: WriteTransaction) throws -> Entity {
    throw IntuneError.notFound
  }

  func update(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws -> Entity { old }

  func delete(_ entity: Entity, _ transaction: WriteTransaction) throws {}
}
