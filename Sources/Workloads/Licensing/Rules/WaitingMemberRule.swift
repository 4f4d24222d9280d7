import GRDB
import GraphContract
import GraphStore
import JSON
import OData

/// Waiting members: made by the settling of an allotment, or listed by a seed.
struct WaitingMemberRule: EntityRule {
  let types = [LicensingType.waitingMember]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let place = try AssignmentPlace(new, transaction)
    let given = transaction.origin == .request ? nil : new.id ?? new.draft.id
    new.id =
      given ?? LicenseIdentifier.waitingMember(allotment: place.allotment.id, principal: place.assignee.id)
    if new.properties["waitingSinceDateTime"]?.stringValue == nil {
      new.properties["waitingSinceDateTime"] = .string(transaction.moment.precise)
    }
    guard transaction.origin != .rule, let id = new.id else { return }
    try checkSeed(place, id, transaction)
    transaction.settlement.annotations[id] = Annotation(value: .null, path: new.draft.path)
  }

  /// One with the same id is no mistake: the same seed once more.
  private func checkSeed(_ place: AssignmentPlace, _ id: String, _ transaction: WriteTransaction) throws {
    let isListed = transaction.settlement.seededWaiters.contains {
      $0.allotment == place.allotment.key && $0.principal == place.assignee.key
    }
    let waits = try transaction.exists(
      "SELECT 1 FROM waitingMember WHERE allotment = ? AND assignedTo = ? AND id <> ?",
      [place.allotment.key, place.assignee.key, id])
    guard isListed || waits else { return }
    throw GraphError.seedMistake("'\(place.assignee.id)' waits in '\(place.allotment.id)' already")
  }

  /// The key of a waiting entry is its place in the queue: those of a seed get theirs when the load is settled.
  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin != .rule, let allotment = entity.references["allotment"],
      let principal = entity.references["assignedTo"]
    else { return }
    let path = transaction.settlement.annotations.removeValue(forKey: entity.id)?.path ?? "$"
    transaction.settlement.seededWaiters.append(
      SeededWaiter(
        allotment: allotment, principal: principal, since: entity.string("waitingSinceDateTime") ?? "",
        id: entity.id, path: path))
    try transaction.run(
      "DELETE FROM waitingMember WHERE key = ?", changing: "waitingMember", [entity.key])
  }
}

/// Assignment errors: made by the settling of an allotment, or listed by a seed.
struct AssignmentErrorRule: EntityRule {
  let types = [LicensingType.assignmentError]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard let key = new.references["assignedTo"],
      let principal = try transaction.entity(key: key, in: try transaction.table(LicensingType.user))
    else { throw GraphError.seedMistake("an assignment error needs 'assignedTo'") }
    let sku =
      new.properties["skuId"]?.stringValue ?? new.properties[LicensingAnnotation.sku]?.stringValue ?? ""
    let given = transaction.origin == .request ? nil : new.id ?? new.draft.id
    new.id = given ?? LicenseIdentifier.assignmentError(principal: principal.id, sku: sku)
    let twin = try transaction.exists(
      "SELECT 1 FROM assignmentError WHERE assignedTo = ? AND \(LicenseSQL.errorSku("")) = ? AND id <> ?",
      [key, sku, new.id])
    guard !twin else {
      throw GraphError.seedMistake("'\(principal.id)' has an assignment error for this product already")
    }
    if new.properties["code"]?.stringValue == nil { new.properties["code"] = "Other" }
    if new.properties["message"]?.stringValue == nil { new.properties["message"] = "" }
    if new.properties["occurrenceDateTime"]?.stringValue == nil {
      new.properties["occurrenceDateTime"] = .string(transaction.moment.precise)
    }
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin != .rule else { return }
    transaction.settlement.seededErrors.insert(entity.key)
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    if let draft = transaction.changingDraft { try seedRepeats(new, draft, transaction) }
  }

  /// Nor do assignments of a seed clear an error that it lists once more.
  func seedRepeats(_ entity: Entity, _ draft: Draft, _ transaction: WriteTransaction) throws {
    transaction.settlement.seededErrors.insert(entity.key)
    transaction.settlement.retried.remove(entity.key)
  }
}
