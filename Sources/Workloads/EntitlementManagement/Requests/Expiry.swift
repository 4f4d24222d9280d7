import GraphStore
import JSON
import OData

/// How an assignment comes to its end (entitlement-management section 1.4).
struct Expiry {
  let assignment: Entity
  /// When it was due.
  let moment: Moment
  let transaction: WriteTransaction

  func advance(_ kind: ScheduledTransitions.Kind) throws {
    guard assignment.string("assignmentState") == "Delivered" else { return }
    guard kind == .end else {
      _ = try transaction.update(assignment) { assignment in
        assignment.properties["assignmentStatus"] = "NearExpiry1DayNotificationTriggered"
      }
      return
    }
    try expire()
    try noteRemoval()
  }

  func expire() throws {
    try Delivery.withdraw(assignment, transaction)
    _ = try transaction.update(assignment) { assignment in
      assignment.properties["assignmentState"] = "Expired"
      assignment.properties["assignmentStatus"] = "ExpiredNotificationTriggered"
      assignment.properties["expiredDateTime"] = .string(moment.precise)
    }
  }

  /// The service writes a request for an end that nobody asked for.
  private func noteRemoval() throws {
    let type = try transaction.structuredType(EntitlementType.request)
    var new = NewEntity(draft: Draft(type: type), type: type, owner: nil)
    new.references["accessPackageAssignment"] = assignment.key
    let time = JSONValue.string(moment.precise)
    new.properties = [
      "requestType": "SystemRemove", "requestState": "Delivered", "requestStatus": "Fulfilled",
      "createdDateTime": time, "completedDate": time,
    ]
    _ = try transaction.insert(new)
  }
}
