import GraphStore
import JSON

/// When policies of conditional access, and the places that they name, were made and changed.
struct AccessPolicyRule: EntityRule {
  let types = [DirectoryType.accessPolicy, DirectoryType.namedLocation]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    new.setDefault("createdDateTime", .string(transaction.moment.seconds), transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .request else { return }
    new.properties["modifiedDateTime"] = .string(transaction.moment.seconds)
  }
}
