import GRDB
import GraphStore
import JSON

/// The moments of a request at which a policy calls a custom extension.
enum CustomExtensionStage: String {
  case assignmentRequestCreated, assignmentRequestApproved, assignmentRequestGranted, assignmentRequestRemoved

  /// Whether a policy's extension is called at the stage and answers later, by `resume`.
  func waits(_ policy: Entity?, _ transaction: WriteTransaction) throws -> Bool {
    guard let policy else { return false }
    let settings = try transaction.entities(
      transaction.table(EntitlementType.stageSetting), where: "owner = ?", [policy.key])
    return try settings.contains { setting in
      guard setting.string("stage") == rawValue else { return false }
      let called = try transaction.entity(
        key: setting.references["customExtension"], type: EntitlementType.workflowExtension)
      return called?.properties["callbackConfiguration"]?.objectValue != nil
    }
  }
}
