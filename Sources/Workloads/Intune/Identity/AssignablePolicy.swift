import EntityModel
import GRDB
import GraphStore

/// A kind of policy that groups and everybody are assigned to, and what it calls its assignments. The rules of
/// assignments are the same for all kinds (intune-device-configuration.md section 1.3).
struct AssignablePolicy {
  /// Qualified names; of the policy, that of its hierarchy's root.
  let policy, assignment: String

  static let all = [
    AssignablePolicy(policy: IntuneType.profile, assignment: IntuneType.assignment),
    AssignablePolicy(policy: IntuneType.compliancePolicy, assignment: IntuneType.complianceAssignment),
    AssignablePolicy(policy: IntuneType.configurationPolicy, assignment: IntuneType.configurationAssignment),
    AssignablePolicy(policy: IntuneType.scopeTag, assignment: IntuneType.scopeTagAssignment),
  ]

  /// - Parameter type: of an assignment.
  static func assigned(by type: StructuredType) -> AssignablePolicy? {
    all.first { $0.assignment == type.name }
  }

  /// - Parameter object: a policy, of whatever derived type.
  static func of(_ object: Entity, _ transaction: WriteTransaction) throws -> AssignablePolicy? {
    try all.first { try object.type.isKind(of: transaction.structuredType($0.policy)) }
  }

  /// In order of creation.
  func assignments(of policy: Int64, _ transaction: WriteTransaction) throws -> [Entity] {
    try transaction.entities(transaction.table(assignment), where: "owner = ?", [policy])
  }
}
