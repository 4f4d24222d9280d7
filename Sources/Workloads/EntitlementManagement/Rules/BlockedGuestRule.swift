import GraphStore
import JSON
import OData

/// What becomes of guests without access. How long a guest without access stays blocked: days in beta, a duration in v1.0. The settings hold both; whoever
/// writes one gets the other with it.
struct BlockedGuestRule: EntityRule {
  let types = [EntitlementType.settings]

  private static let days = "daysUntilExternalUserDeletedAfterBlocked"
  private static let duration = "durationUntilExternalUserDeletedAfterBlocked"

  private static let action = "externalUserLifecycleAction"
  private static let actions = ["None", "BlockSignIn", "BlockSignInAndDelete"]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    try Self.check(
      { new.draft.properties[$0] }, DateChecks(new, transaction), isRequest: transaction.origin == .request)
    // What nobody gives is the default of the model, in both.
    if let days = new.draft.properties[Self.days] {
      new.properties[Self.duration] = Self.duration(days)
    } else if let duration = new.draft.properties[Self.duration] {
      new.properties[Self.days] = Self.days(duration)
    }
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    let (before, after) = (old.properties, new.properties)
    try Self.check(
      { after[$0] == before[$0] ? nil : after[$0] }, DateChecks(changeBy: transaction),
      isRequest: transaction.origin == .request)
    if new.properties[Self.days] != old.properties[Self.days] {
      new.properties[Self.duration] = Self.duration(new.properties[Self.days])
    } else if new.properties[Self.duration] != old.properties[Self.duration] {
      new.properties[Self.days] = Self.days(new.properties[Self.duration])
    }
  }

  /// - Parameter given: what somebody says of a property; nil for nothing.
  private static func check(
    _ given: (String) -> JSONValue?, _ checks: DateChecks, isRequest: Bool
  ) throws {
    try checks.check(count: given(days), "." + days)
    try checks.check(duration: given(duration), "." + duration)
    guard isRequest, let word = given(action)?.stringValue,
      !actions.contains(where: { $0.lowercased() == word.lowercased() })
    else { return }
    throw EntitlementError.invalidModel(
      at: action, "'\(word)' is none of \(actions.joined(separator: ", ")).")
  }

  private static func duration(_ days: JSONValue?) -> JSONValue {
    days?.intValue.map { .string(Days(count: $0).duration) } ?? .null
  }

  private static func days(_ duration: JSONValue?) -> JSONValue {
    Days(duration: duration?.stringValue).map { .number($0.count) } ?? .null
  }
}
