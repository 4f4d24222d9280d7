import GraphStore
import JSON
import OData

/// What a client says of the end of access: whole, and without contradiction (entitlement-management section 4).
struct AskedSchedule {
  private let schedule: JSONObject?

  /// - Parameter value: a `requestSchedule`.
  init(_ value: JSONValue?) { schedule = value?.objectValue }

  private static let place = "schedule.expiration"

  func check() throws { try AskedExpiration.check(schedule?["expiration"], at: Self.place) }

  /// Access that begins at a moment does not end before. A length, which counts from there, never does.
  func check(endsAfter moment: Moment) throws {
    guard case .at(let end)? = AssignmentSchedule.ending(schedule), end < moment else { return }
    throw EntitlementError.invalidModel(
      at: "\(Self.place).endDateTime", "Access would end before it begins.")
  }

  /// An end that access which is there already is to have has not come yet.
  func check(changedEnd end: Moment?, isNotBefore moment: Moment) throws {
    guard let end, end < moment, let ending = AssignmentSchedule.ending(schedule) else { return }
    let member =
      switch ending {
      case .never, .at: "endDateTime"
      case .after: "duration"
      }
    throw EntitlementError.invalidModel(at: "\(Self.place).\(member)", "The end has passed already.")
  }
}
