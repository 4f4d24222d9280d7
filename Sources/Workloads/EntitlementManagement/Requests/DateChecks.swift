import GraphContract
import GraphStore
import JSON
import OData

/// Refuses what would lead out of the years 0001 to 9999 once somebody adds it to a moment, when it is stored.
struct DateChecks {
  let transaction: WriteTransaction
  /// Of the object in its document.
  let path: String

  init(_ new: NewEntity, _ transaction: WriteTransaction) {
    self.transaction = transaction
    path = new.draft.path
  }

  /// For an object that is being changed.
  init(changeBy transaction: WriteTransaction) {
    self.transaction = transaction
    path = transaction.changingDraft?.path ?? "$"
  }

  /// A `requestSchedule`.
  func check(schedule value: JSONValue?) throws {
    let schedule = value?.objectValue
    guard case .after(let ticks)? = AssignmentSchedule.ending(schedule) else { return }
    let start = AssignmentSchedule.start(schedule)
    guard start.map({ $0.adding(ticks: ticks) == nil }) ?? !Moment.canAdd(ticks: ticks) else { return }
    let duration = schedule?["expiration"]?.objectValue?["duration"]?.stringValue ?? ""
    let begin = schedule?["startDateTime"]?.stringValue.map { " from \($0)" } ?? ""
    throw refusal(
      "'\(duration)'\(begin) leads out of the years 0001 to 9999", at: ".schedule.expiration.duration")
  }

  /// How long a policy gives its package, and how long its stages wait.
  func check(durationInDays: JSONValue?, requestApprovalSettings: JSONValue?) throws {
    try check(days: durationInDays, ".durationInDays")
    let stages = requestApprovalSettings?.objectValue?["approvalStages"]?.arrayValue ?? []
    for (index, stage) in stages.enumerated() {
      try check(
        days: stage.objectValue?["approvalStageTimeOutInDays"],
        ".requestApprovalSettings.approvalStages[\(index)].approvalStageTimeOutInDays")
    }
  }

  private func check(days value: JSONValue?, _ place: String) throws {
    guard let days = value?.intValue, days > 0, !Moment.canAdd(ticks: Ticks.days(atMost: days)) else {
      return
    }
    throw refusal("\(days) days lead past the year 9999", at: place)
  }

  private func refusal(_ message: String, at place: String) -> GraphError {
    transaction.origin == .seed
      ? .seedMistake(message, path: path + place)
      : EntitlementError.invalidModel(at: String(place.dropFirst()), message)
  }
}
