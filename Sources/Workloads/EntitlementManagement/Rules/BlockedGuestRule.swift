import GraphStore
import JSON
import OData

/// How long a guest without access stays blocked: days in beta, a duration in v1.0. The settings hold both; whoever
/// writes one gets the other with it.
struct BlockedGuestRule: EntityRule {
  let types = [EntitlementType.settings]

  private static let days = "daysUntilExternalUserDeletedAfterBlocked"
  private static let duration = "durationUntilExternalUserDeletedAfterBlocked"

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    // What nobody gives is the default of the model, in both.
    if let days = new.draft.properties[Self.days] {
      new.properties[Self.duration] = Self.duration(days)
    } else if let duration = new.draft.properties[Self.duration] {
      new.properties[Self.days] = Self.days(duration)
    }
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if new.properties[Self.days] != old.properties[Self.days] {
      new.properties[Self.duration] = Self.duration(new.properties[Self.days])
    } else if new.properties[Self.duration] != old.properties[Self.duration] {
      new.properties[Self.days] = Self.days(new.properties[Self.duration])
    }
  }

  private static func duration(_ days: JSONValue?) -> JSONValue {
    days?.intValue.map { .string(Days(count: $0).duration) } ?? .null
  }

  private static func days(_ duration: JSONValue?) -> JSONValue {
    Days(duration: duration?.stringValue).map { .number($0.count) } ?? .null
  }
}
