import GraphStore
import JSON
import OData

/// When an assignment begins and ends.
struct AssignmentSchedule {
  let start: Moment
  let end: Moment?
  /// False where the start and a length lead to no moment: the end is then the last one there is, or the first.
  let isPossible: Bool

  init(start: Moment, end: Moment?) {
    self.start = start
    self.end = end
    isPossible = true
  }

  /// - Parameters:
  ///   - value: a `requestSchedule`; what it leaves open comes from the policy.
  ///   - now: when it begins, unless it says so.
  init(_ value: JSONValue?, policy: Entity?, now: Moment) {
    let schedule = value?.objectValue
    start = Self.start(schedule) ?? now
    switch Self.ending(schedule) ?? policy.map(Self.ending) ?? .never {
    case .never: (end, isPossible) = (nil, true)
    case .at(let moment): (end, isPossible) = (moment, true)
    case .after(let ticks):
      (end, isPossible) = (start.adding(atMost: ticks), start.adding(ticks: ticks) != nil)
    }
  }

  static func start(_ schedule: JSONObject?) -> Moment? {
    schedule?["startDateTime"]?.stringValue.flatMap { Moment($0) }
  }

  // MARK: Ending

  enum Ending {
    case never
    case at(Moment)
    case after(ticks: Int64)
  }

  /// nil when the schedule leaves it open.
  static func ending(_ schedule: JSONObject?) -> Ending? {
    let expiration = schedule?["expiration"]?.objectValue
    switch expiration?["type"]?.stringValue {
    case "noExpiration": return .never
    case "afterDateTime":
      return expiration?["endDateTime"]?.stringValue.flatMap { Moment($0) }.map(Ending.at) ?? .never
    case "afterDuration":
      return expiration?["duration"]?.stringValue.flatMap(ISODuration.ticks).map(Ending.after) ?? .never
    default: return nil
    }
  }

  private static func ending(_ policy: Entity) -> Ending {
    if let end = policy.string("expirationDateTime").flatMap({ Moment($0) }) { return .at(end) }
    // v1.0 counts in more than days.
    let duration = policy.properties["expiration"]?.objectValue?["duration"]?.stringValue
    if let ticks = duration.flatMap(ISODuration.ticks) { return .after(ticks: ticks) }
    guard let days = policy.properties["durationInDays"]?.intValue, days > 0 else { return .never }
    return .after(ticks: Ticks.days(atMost: days))
  }

  /// As a stored `requestSchedule`.
  var json: JSONValue {
    [
      "expiration": [
        "duration": .null, "endDateTime": end.map { .string($0.precise) } ?? .null,
        "type": end == nil ? "noExpiration" : "afterDateTime",
      ],
      "recurrence": .null, "startDateTime": .string(start.precise),
    ]
  }
}
