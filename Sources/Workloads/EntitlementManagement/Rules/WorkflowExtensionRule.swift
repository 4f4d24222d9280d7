import GraphStore
import JSON

/// Custom extensions: nobody waits for one for less than no time, nor tries it less than never.
struct WorkflowExtensionRule: EntityRule {
  let types = [EntitlementType.workflowExtension]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    try Self.check(
      new.properties["callbackConfiguration"], new.properties["clientConfiguration"],
      DateChecks(new, transaction))
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    try Self.check(
      new.properties["callbackConfiguration"], new.properties["clientConfiguration"],
      DateChecks(changeBy: transaction))
  }

  private static func check(_ callback: JSONValue?, _ client: JSONValue?, _ checks: DateChecks) throws {
    try checks.check(
      duration: callback?.objectValue?["timeoutDuration"], ".callbackConfiguration.timeoutDuration")
    for name in ["maximumRetries", "timeoutInMilliseconds"] {
      try checks.check(count: client?.objectValue?[name], ".clientConfiguration.\(name)")
    }
  }
}
