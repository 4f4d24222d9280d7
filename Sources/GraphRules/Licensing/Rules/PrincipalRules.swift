import GRDB
import GraphStore
import JSON
import OData

/// Users: their licenses go with them and come back with them (cloud-licensing ED-12).
struct UserRule: EntityRule {
  let types = [TypeName.user]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let restore = new.draft.annotations["@emulator.restore"]?.objectValue?["assignments"],
      let id = new.id ?? new.draft.id
    else { return }
    transaction.settlement.annotations[id] = Annotation(value: restore, path: new.draft.path)
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard let restore = transaction.settlement.annotations.removeValue(forKey: entity.id) else { return }
    try Licensing.takeRestorable(restore.value, of: entity, transaction)
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    guard new.deleted != nil, let draft = transaction.changingDraft,
      let restore = draft.annotations["@emulator.restore"]?.objectValue?["assignments"]
    else { return }
    try RestorableAssignments(transaction: transaction).forget(new.key)
    try Licensing.takeRestorable(restore, of: new, transaction)
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
  let types = [TypeName.device]

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try transaction.removeLicenses(of: entity, try transaction.directAssignments(of: entity.key))
  }
}

/// Groups hand licenses on to their members while they are live and security-enabled (cloud-licensing ED-45).
struct GroupRule: EntityRule {
  let types = [TypeName.group]

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
  /// In order of creation.
  func directAssignments(of key: Int64) throws -> [Entity] {
    try entities(try table(TypeName.assignment), where: "assignedTo = ?", [key])
  }

  fileprivate func removeLicenses(of principal: Entity, _ assignments: [Entity]) throws {
    for assignment in assignments { try delete(assignment) }
    try releasePlaces(of: principal.key)
  }
}

/// The direct assignments of deleted users.
struct RestorableAssignments {
  let transaction: WriteTransaction

  func remember(_ assignments: [Entity], of principal: Int64) throws {
    try forget(principal)
    let table = try transaction.table(TypeName.allotment)
    for assignment in assignments {
      guard let key = assignment.references["allotment"],
        let allotment = try transaction.entity(key: key, in: table)
      else { continue }
      try remember(allotment.id, assignment.properties["disabledServicePlanIds"] ?? .array([]), of: principal)
    }
  }

  func remember(_ allotment: String, _ disabled: JSONValue, of principal: Int64) throws {
    try transaction.run(
      "INSERT OR IGNORE INTO restorableAssignment (principal, allotment, disabledServicePlanIds) VALUES (?, ?, ?)",
      [principal, allotment, disabled.text])
  }

  func forget(_ principal: Int64) throws {
    try transaction.run("DELETE FROM restorableAssignment WHERE principal = ?", [principal])
  }

  /// One whose allotment is gone is skipped.
  func makeAgain(for principal: Int64) throws {
    let sql =
      "SELECT allotment, disabledServicePlanIds FROM restorableAssignment WHERE principal = ? ORDER BY sequence"
    let rows = try Row.fetchAll(transaction.db, sql: sql, arguments: [principal])
    try forget(principal)
    for row in rows {
      guard let allotment = try transaction.entity(id: row[0], in: try transaction.table(TypeName.allotment))
      else {
        continue
      }
      let disabled = try? JSONValue.parse(row[1] as String)
      try transaction.assign(allotment, to: principal, disabled ?? .array([]))
    }
  }
}

extension WriteTransaction {
  /// Makes an assignment that these rules have checked themselves.
  func assign(_ allotment: Entity, to assignee: Int64, _ disabled: JSONValue) throws {
    let table = try table(TypeName.assignment)
    var new = NewEntity(draft: Draft(type: table.root), type: table.root, owner: nil)
    new.references = ["allotment": allotment.key, "assignedTo": assignee]
    new.properties["disabledServicePlanIds"] = disabled
    _ = try asRule { try insert(new) }
  }
}
