import GRDB
import GraphStore
import JSON

/// The moments of a request at which a policy calls a custom extension.
enum CustomExtensionStage: String {
  case assignmentRequestCreated, assignmentRequestApproved, assignmentRequestGranted, assignmentRequestRemoved

  /// The extensions of a policy that are called at the stage and answer later, by `resume`.
  func awaited(_ policy: Entity?, _ transaction: WriteTransaction) throws -> [Entity] {
    guard let policy else { return [] }
    let settings = try transaction.entities(
      transaction.table(EntitlementType.stageSetting), where: "owner = ?", [policy.key])
    let called = try settings.compactMap { setting -> Entity? in
      guard setting.string("stage") == rawValue else { return nil }
      return try transaction.entity(
        key: setting.references["customExtension"], type: EntitlementType.workflowExtension)
    }
    return called.filter { $0.properties["callbackConfiguration"]?.objectValue != nil }
  }
}
