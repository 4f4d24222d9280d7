import EntityModel
import GRDB
import GraphStore
import JSON

/// `getApplicablePolicyRequirements`: what each policy that accepts the caller asks for.
struct PolicyRequirements: OperationRule {
  let operations = ["microsoft.graph.getApplicablePolicyRequirements"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let package = try package(call.entity, transaction) else { throw EntitlementError.notFound("") }
    guard let user = try CallerAccess(transaction).user else { return .value([]) }
    let policies = try transaction.entities(
      transaction.table(EntitlementType.policy), where: "accessPackage = ?", [package.key])
    let scope = PolicyScope(transaction: transaction)
    return .value(
      .array(try policies.filter { try scope.accepts(user: user, $0) }.map(Self.requirements)))
  }

  /// The package itself, or that of the object that the path went through.
  private func package(_ entity: Entity?, _ transaction: WriteTransaction) throws -> Entity? {
    guard let entity, entity.type.name != EntitlementType.package else { return entity }
    return try transaction.entity(key: entity.references["accessPackage"], type: EntitlementType.package)
  }

  /// With the members of both versions, in the names of beta.
  private static func requirements(_ policy: Entity) -> JSONValue {
    let approval = policy.properties["requestApprovalSettings"]?.objectValue ?? [:]
    let requestors = policy.properties["assignmentRequestorSettings"]?.objectValue ?? [:]
    var requirements: JSONObject = ["existingAnswers": []]
    for name in ["isApprovalRequired", "isApprovalRequiredForExtension"] {
      requirements[name] = .bool(approval[name]?.boolValue ?? false)
    }
    requirements["isCustomAssignmentScheduleAllowed"] = .bool(
      requestors["allowCustomAssignmentSchedule"]?.boolValue ?? false)
    requirements["isRequestorJustificationRequired"] = .bool(
      approval["isRequestorJustificationRequired"]?.boolValue ?? false)
    requirements["policyDescription"] = policy.properties["description"] ?? .null
    requirements["policyDisplayName"] = policy.properties["displayName"] ?? .null
    requirements["policyId"] = .string(policy.id)
    for name in ["questions", "assignmentQuestions"] { requirements[name] = policy.properties[name] ?? [] }
    requirements["schedule"] = schedule(policy)
    requirements["verifiableCredentialRequirementStatus"] = .null
    return .object(requirements)
  }

  private static func schedule(_ policy: Entity) -> JSONValue {
    let expiration =
      policy.properties["expiration"] ?? ["duration": .null, "endDateTime": .null, "type": "noExpiration"]
    return ["expiration": expiration, "recurrence": .null, "startDateTime": .null]
  }
}
