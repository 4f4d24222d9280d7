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
    try check(reachOf: schedule)
    try check(
      duration: schedule?["expiration"]?.objectValue?["duration"], ".schedule.expiration.duration")
  }

  private func check(reachOf schedule: JSONObject?) throws {
    guard case .after(let ticks, _)? = AssignmentSchedule.ending(schedule) else { return }
    let start = AssignmentSchedule.start(schedule)
    guard start.map({ $0.adding(ticks: ticks) == nil }) ?? !Moment.canAdd(ticks: ticks) else { return }
    let duration = schedule?["expiration"]?.objectValue?["duration"]?.stringValue ?? ""
    let begin = schedule?["startDateTime"]?.stringValue.map { " from \($0)" } ?? ""
    throw refusal(
      "'\(duration)'\(begin) leads out of the years 0001 to 9999", at: ".schedule.expiration.duration")
  }

  /// How long a policy gives its package, how long its stages wait, and how long it has it reviewed, in the words of
  /// beta.
  func check(_ policy: PolicyValues) throws {
    try check(days: policy["durationInDays"], ".durationInDays")
    let stages = policy["requestApprovalSettings"].objectValue?["approvalStages"]?.arrayValue ?? []
    for (index, stage) in stages.enumerated() {
      let place = ".requestApprovalSettings.approvalStages[\(index)]"
      try check(days: stage.objectValue?["approvalStageTimeOutInDays"], place + ".approvalStageTimeOutInDays")
      try check(count: stage.objectValue?["escalationTimeInMinutes"], place + ".escalationTimeInMinutes")
    }
    try check(
      count: policy["accessReviewSettings"].objectValue?["durationInDays"],
      ".accessReviewSettings.durationInDays")
  }

  /// The same in the words of v1.0.
  func check(later policy: PolicyValues) throws {
    let expiration = policy["expiration"].objectValue
    try check(duration: expiration?["duration"], ".expiration.duration")
    try check(reachOf: expiration?["duration"], ".expiration.duration")
    let stages = policy["assignmentApprovalSettings"].objectValue?["stages"]?.arrayValue ?? []
    for (index, stage) in stages.enumerated() {
      for name in ["durationBeforeAutomaticDenial", "durationBeforeEscalation"] {
        let place = ".requestApprovalSettings.stages[\(index)].\(name)"
        try check(duration: stage.objectValue?[name], place)
        try check(reachOf: stage.objectValue?[name], place)
      }
    }
    let review = policy["reviewSettings"].objectValue?["schedule"]?.objectValue?["expiration"]?.objectValue
    try check(duration: review?["duration"], ".reviewSettings.schedule.expiration.duration")
  }

  /// Nothing ends before it begins.
  func check(duration value: JSONValue?, _ place: String) throws {
    guard let text = value?.stringValue, let ticks = ISODuration.ticks(text), ticks < 0 else { return }
    throw refusal("'\(text)' is less than nothing", at: place)
  }

  private func check(reachOf value: JSONValue?, _ place: String) throws {
    guard let text = value?.stringValue, let ticks = ISODuration.ticks(text), !Moment.canAdd(ticks: ticks)
    else { return }
    throw refusal("'\(text)' leads past the year 9999", at: place)
  }

  private func check(days value: JSONValue?, _ place: String) throws {
    try check(count: value, place)
    guard let days = value?.intValue, !Moment.canAdd(ticks: Ticks.days(atMost: days)) else { return }
    throw refusal("\(days) days lead past the year 9999", at: place)
  }

  func check(count value: JSONValue?, _ place: String) throws {
    guard let count = value?.intValue, count < 0 else { return }
    throw refusal("\(count) is less than 0", at: place)
  }

  private func refusal(_ message: String, at place: String) -> GraphError {
    transaction.origin == .seed
      ? .seedMistake(message, path: path + place)
      : EntitlementError.invalidModel(at: String(place.dropFirst()), message)
  }
}
