import EntityModel
import GraphStore
import JSON
import OData

/// `assign`: the posted list becomes the policy's assignments (intune-device-configuration.md section 1.3).
struct AssignPolicy: OperationRule {
  let operations = ["microsoft.graph.assign"]

  /// What one element of the body asks for.
  private struct Wish {
    let key: String
    let target: JSONValue
    let intent: JSONValue?

    /// With what the version of the service that was asked does not know.
    func whole(_ type: StructuredType, _ transaction: WriteTransaction) -> Wish {
      let property = type.property("target")
      return Wish(
        key: key, target: property.map { transaction.whole(target, of: $0) } ?? target, intent: intent)
    }
  }

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let policy = call.entity, let kind = try AssignablePolicy.of(policy, transaction) else {
      throw IntuneError.notFound
    }
    let type = try transaction.structuredType(kind.assignment)
    let wishes = try Self.wishes(call.parameters).map { $0.whole(type, transaction) }
    let existing = try kind.assignments(of: policy.key, transaction)
    let kept = try removeUnwanted(of: existing, wishes, transaction)
    for wish in wishes { try settle(wish, of: policy, type, kept[wish.key], transaction) }
    let keys = try kind.assignments(of: policy.key, transaction).map(\.key)
    return .entities(keys: keys, type: type)
  }

  /// Of two elements with the same target the first counts.
  private static func wishes(_ parameters: [String: JSONValue]) throws -> [Wish] {
    let elements = try assignments(parameters["assignments"]) + groupAssignments(parameters)
    var seen: Set<String> = []
    return elements.filter { seen.insert($0.key).inserted }
  }

  private static func assignments(_ value: JSONValue?) throws -> [Wish] {
    try (value?.arrayValue ?? []).map { element in
      let object = element.objectValue ?? [:]
      guard let value = object["target"], let target = PolicyAssignmentTarget(value) else {
        throw IntuneError.targetMissing
      }
      try PolicyAssignmentTarget.checkFilter(value)
      return Wish(key: target.key, target: value, intent: object["intent"])
    }
  }

  private static func groupAssignments(_ parameters: [String: JSONValue]) throws -> [Wish] {
    try (parameters["deviceConfigurationGroupAssignments"]?.arrayValue ?? []).map { element in
      guard let object = element.objectValue, let group = object["targetGroupId"]?.stringValue else {
        throw IntuneError.targetMissing
      }
      let target = PolicyAssignmentTarget.value(
        groupId: group, isExcluded: object["excludeGroup"] == .bool(true))
      return Wish(key: group.lowercased(), target: target, intent: nil)
    }
  }

  /// The assignments that stay, by target.
  private func removeUnwanted(
    of existing: [Entity], _ wishes: [Wish], _ transaction: WriteTransaction
  ) throws -> [String: Entity] {
    let wanted = Set(wishes.map(\.key))
    var kept: [String: Entity] = [:]
    for assignment in existing {
      if let key = PolicyAssignmentTarget(assignment.properties["target"])?.key, wanted.contains(key) {
        kept[key] = assignment
      } else {
        try transaction.delete(assignment)
      }
    }
    return kept
  }

  private func settle(
    _ wish: Wish, of policy: Entity, _ type: StructuredType, _ existing: Entity?,
    _ transaction: WriteTransaction
  ) throws {
    var values: [String: JSONValue] = ["target": wish.target]
    if type.property("intent") != nil {
      values["intent"] = wish.intent.flatMap { $0.isNull ? nil : $0 } ?? "apply"
    }
    if let existing {
      _ = try transaction.update(existing) { assignment in
        for (name, value) in values { assignment.properties[name] = value }
      }
    } else {
      var new = NewEntity(draft: Draft(type: type), type: type, owner: policy.key)
      new.properties = values
      _ = try transaction.insert(new)
    }
  }
}
