import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// `scheduleActionsForRules`: the posted list becomes what happens to devices that break the policy's rules.
struct ScheduleActions: OperationRule {
  let operations = ["microsoft.graph.scheduleActionsForRules"]
  private static let actions = "scheduledActionConfigurations"

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let policy = call.entity else { throw IntuneError.notFound }
    let type = try transaction.structuredType(IntuneType.scheduledActions)
    let table = try transaction.table(IntuneType.scheduledActions)
    for old in try transaction.entities(table, where: "owner = ?", [policy.key]) {
      try transaction.delete(old)
    }
    for value in call.parameters["deviceComplianceScheduledActionForRules"]?.arrayValue ?? [] {
      let rule = try insert(value, type, below: policy, transaction)
      try insertActions(value.objectValue?[Self.actions], below: rule, transaction)
    }
    return .empty(status: 204)
  }

  private func insertActions(
    _ values: JSONValue?, below rule: Entity, _ transaction: WriteTransaction
  ) throws {
    let type = try transaction.structuredType(IntuneType.actionItem)
    for value in values?.arrayValue ?? [] { _ = try insert(value, type, below: rule, transaction) }
  }

  private func insert(
    _ value: JSONValue, _ type: StructuredType, below owner: Entity, _ transaction: WriteTransaction
  ) throws -> Entity {
    var new = NewEntity(draft: Draft(type: type), type: type, owner: owner.key)
    for member in value.objectValue?.members ?? [] where member.name != "id" {
      guard let property = type.property(member.name) else { continue }
      new.properties[member.name] = transaction.whole(member.value, of: property)
    }
    return try transaction.insert(new)
  }
}
