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
    let switches = PolicySwitches(policy)
    var requirements: JSONObject = ["existingAnswers": []]
    requirements["isApprovalRequired"] = .bool(switches.demandsApproval(of: .add))
    requirements["isApprovalRequiredForExtension"] = .bool(switches.demandsApproval(of: .change))
    requirements["isCustomAssignmentScheduleAllowed"] = .bool(switches.allowsCustomSchedule)
    requirements["isRequestorJustificationRequired"] = .bool(switches.demandsJustification)
    requirements["policyDescription"] = policy.properties["description"] ?? .null
    requirements["policyDisplayName"] = policy.properties["displayName"] ?? .null
    requirements["policyId"] = .string(policy.id)
    for name in ["questions", "assignmentQuestions"] { requirements[name] = policy.properties[name] ?? [] }
    requirements["schedule"] = schedule(policy)
    requirements["verifiableCredentialRequirementStatus"] = .null
    return .object(requirements)
  }

  private static func schedule(_ policy: Entity) -> JSONValue {
    let expiration = policy.properties["expiration"] ?? PolicyExpiration.never
    return ["expiration": expiration, "recurrence": .null, "startDateTime": .null]
  }
}
