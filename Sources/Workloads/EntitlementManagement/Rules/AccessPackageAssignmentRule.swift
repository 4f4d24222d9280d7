import GraphStore
import JSON
import OData

/// Assignments of packages to subjects (entitlement-management sections 1.4 and 1.5).
struct AccessPackageAssignmentRule: EntityRule {
  let types = [EntitlementType.assignment]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    if let object = new.properties.removeValue(forKey: ReferencedIdentifiers.targetMark)?.stringValue {
      if transaction.origin == .request {
        let table = try transaction.table(DirectoryType.object)
        try SubjectChecks.checkKind(
          of: transaction.entity(id: object, in: table),
          at: EntitlementError.member(new.draft.path, "targetId"))
      }
      new.references["target"] = try Subjects.ensure(forObject: object, transaction).key
    }
    if transaction.origin == .seed {
      try DateChecks(new, transaction).check(schedule: new.properties["schedule"])
    }
    // Only a request makes an assignment; what its body says of states does not count.
    if transaction.origin == .request {
      new.id = nil
      new.properties = ["assignmentState": "Delivering", "assignmentStatus": "Delivering"]
    } else {
      applyDefaults(to: &new, transaction)
    }
  }

  private func applyDefaults(to new: inout NewEntity, _ transaction: WriteTransaction) {
    let state = new.properties["assignmentState"]?.stringValue ?? "Delivered"
    new.properties["assignmentState"] = .string(state)
    let status = state == "Expired" ? "ExpiredNotificationTriggered" : state
    new.setDefault("assignmentStatus", .string(status), transaction)
    new.setDefault(
      "schedule", AssignmentSchedule(start: transaction.moment, end: nil).json, transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .seed else { return }
    try DateChecks(changeBy: transaction).check(schedule: new.properties["schedule"])
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try ScheduledTransitions.schedule(entity, transaction)
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    try ScheduledTransitions.schedule(new, transaction)
  }

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    if transaction.origin == .request, transaction.settings[EntitlementSettings.self].isLive {
      throw EntitlementError.notFound(entity.id)
    }
    try Delivery.withdraw(entity, transaction)
    try ScheduledTransitions.forget(entity.key, transaction)
  }
}
