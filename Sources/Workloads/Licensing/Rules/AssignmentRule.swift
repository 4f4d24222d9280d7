import GraphContract
import GraphStore
import JSON
import OData

/// Assignments: the one thing that a client can write here (cloud-licensing 4.2, ED-39, ED-46).
struct AssignmentRule: EntityRule {
  let types = [LicensingType.assignment]

  // MARK: Making

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    let place = try AssignmentPlace(new, transaction)
    let disabled = Self.distinct(new.properties["disabledServicePlanIds"])
    let given = transaction.origin == .seed ? new.id ?? new.draft.id : nil
    let id = given ?? LicenseIdentifier.assignment(allotment: place.allotment.id, assignee: place.assignee.id)
    new.id = id
    switch transaction.origin {
    case .request: try place.check(disabled, transaction)
    case .seed: try place.checkSeed(id, transaction)
    case .rule: break
    }
    new.properties["disabledServicePlanIds"] = .array(disabled.map(JSONValue.string))
    new.properties[LicensingAnnotation.updated] = .string(
      try (transaction.origin == .seed ? Self.said(by: new.draft) : nil) ?? transaction.moment.precise)
  }

  /// When it changed last, as a seed says.
  private static func said(by draft: Draft) throws -> String? {
    try SeededMoment.text(
      draft.annotations[LicensingAnnotation.updated], path: "\(draft.path).\(LicensingAnnotation.updated)")
  }

  /// Plan ids once each, in the order of first mention.
  private static func distinct(_ plans: JSONValue?) -> [String] {
    var seen: Set<String> = []
    return (plans?.arrayValue ?? []).compactMap(\.stringValue).map { $0.lowercased() }.filter {
      seen.insert($0).inserted
    }
  }

  func didInsert(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try changed(entity, transaction)
  }

  // MARK: Changing

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    let disabled = Self.distinct(new.properties["disabledServicePlanIds"])
    if transaction.origin == .request { try checkChange(old, new, disabled, transaction) }
    new.properties["disabledServicePlanIds"] = .array(disabled.map(JSONValue.string))
    if let said = try transaction.changingDraft.flatMap(Self.said) {
      new.properties[LicensingAnnotation.updated] = .string(said)
    } else if transaction.origin != .seed || old.strings("disabledServicePlanIds") != disabled {
      new.properties[LicensingAnnotation.updated] = .string(transaction.moment.precise)
    }
  }

  private func checkChange(
    _ old: Entity, _ new: Entity, _ disabled: [String], _ transaction: WriteTransaction
  ) throws {
    guard let allotment = try AssignmentPlace.allotment(old.references, transaction) else { return }
    try AssignmentPlace.checkPlans(disabled, allotment)
    for name in ["allotment", "assignedTo"] where new.references[name] != old.references[name] {
      throw GraphError.licensing(
        "immutablePropertyModified", "The property '\(name)' cannot be changed.", property: name)
    }
    guard let assignee = try AssignmentPlace.assignee(old.references, transaction) else { return }
    try AssignmentPlace(allotment: allotment, assignee: assignee)
      .checkPlanRules(disabled, without: old.key, transaction)
  }

  func didUpdate(_ old: Entity, _ new: Entity, _ transaction: WriteTransaction) throws {
    try changed(new, transaction)
  }

  // MARK: Taking away

  func willDelete(_ entity: Entity, _ transaction: WriteTransaction) throws {
    try changed(entity, transaction)
  }

  /// Places may change, and errors of the product may have lost their cause (cloud-licensing ED-9).
  private func changed(_ entity: Entity, _ transaction: WriteTransaction) throws {
    guard let allotment = entity.references["allotment"], let assignee = entity.references["assignedTo"],
      let sku = try transaction.sku(of: allotment)
    else { return }
    try transaction.touchAssignment(allotment, assignee)
    try AssignmentErrors(transaction: transaction).retry(sku: sku, reachedThrough: assignee)
  }
}
