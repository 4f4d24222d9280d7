import GraphContract
import GraphStore
import JSON
import OData

/// Users: their licenses go with them and come back with them (cloud-licensing ED-12).
struct UserRule: EntityRule {
  let types = [LicensingType.user]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let restore = new.draft.annotations[LicensingAnnotation.restore]?.objectValue?["assignments"],
      let id = new.id ?? new.draft.id
    else { return }
    transaction.settlement.annotations[id] = Annotation(value: restore, path: new.draft.path)
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard let restore = transaction.settlement.annotations.removeValue(forKey: entity.id) else { return }
    try RestorableAssignments(transaction: transaction).take(restore.value, of: entity)
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    guard new.deleted != nil, let draft = transaction.changingDraft,
      let restore = draft.annotations[LicensingAnnotation.restore]?.objectValue?["assignments"]
    else { return }
    let restorable = RestorableAssignments(transaction: transaction)
    try restorable.forget(new.key)
    try restorable.take(restore, of: new)
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard entity.deleted == nil else { return }
    let assignments = try transaction.directAssignments(of: entity.key)
    try RestorableAssignments(transaction: transaction).remember(assignments, of: entity.key)
    try transaction.removeLicenses(of: entity, assignments)
  }

  func didRestore(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try RestorableAssignments(transaction: transaction).makeAgain(for: entity.key)
    try transaction.touchPrincipal(entity.key)
  }
}

/// Devices are deleted for good, and their licenses with them.
struct DeviceRule: EntityRule {
  let types = [LicensingType.device]

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try transaction.removeLicenses(of: entity, try transaction.directAssignments(of: entity.key))
  }
}

/// Groups hand licenses on to their members while they are live and security-enabled (cloud-licensing ED-45).
struct GroupRule: EntityRule {
  let types = [LicensingType.group]

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    guard old.bool("securityEnabled") != new.bool("securityEnabled") || old.deleted != new.deleted else {
      return
    }
    try transaction.touchGroup(new.key)
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard entity.deleted == nil, try transaction.hasAssignment(entity.key) else { return }
    throw GraphError(
      400, "Request_BadRequest",
      "The group cannot be deleted because it has active license assignments. "
        + "Remove all licenses assigned to the group before you delete it.")
  }
}

/// Memberships, whoever makes them.
struct MembershipRule: LinkRule {
  let links = ["group_members"]

  func didLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    try transaction.touchMember(source, target)
  }

  func didUnlink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    try transaction.touchMember(source, target)
  }
}

extension WriteTransaction {
  fileprivate func removeLicenses(of principal: Entity, _ assignments: [Entity]) throws {
    for assignment in assignments { try delete(assignment) }
    try releasePlaces(of: principal.key)
  }
}
