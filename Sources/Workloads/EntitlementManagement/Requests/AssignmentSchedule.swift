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
    self.init(
      start: Self.start(schedule) ?? now, Self.ending(schedule) ?? policy.map(Self.ending) ?? .never)
  }

  /// That of an assignment that is delivered now: it begins no earlier, and a length counts from its beginning.
  ///
  /// - Parameter waiting: what it had until then.
  init(delivering waiting: JSONValue?, at moment: Moment) {
    let schedule = waiting?.objectValue
    self.init(start: max(Self.start(schedule) ?? moment, moment), Self.ending(schedule) ?? .never)
  }

  private init(start: Moment, _ ending: Ending) {
    self.start = start
    switch ending {
    case .never: (end, isPossible) = (nil, true)
    case .at(let moment): (end, isPossible) = (moment, true)
    case .after(let ticks, _):
      (end, isPossible) = (start.adding(atMost: ticks), start.adding(ticks: ticks) != nil)
    }
  }

  /// It would end before it begins.
  var isOver: Bool { end.map { $0 < start } ?? false }

  static func start(_ schedule: JSONObject?) -> Moment? {
    schedule?["startDateTime"]?.stringValue.flatMap { Moment($0) }
  }

  // MARK: Ending

  enum Ending {
    case never
    case at(Moment)
    /// - Parameter text: of the length, as it was sent.
    case after(ticks: Int64, text: String)
  }

  /// nil when the schedule leaves it open.
  static func ending(_ schedule: JSONObject?) -> Ending? {
    let expiration = schedule?["expiration"]?.objectValue
    switch expiration?["type"]?.stringValue {
    case "noExpiration": return .never
    case "afterDateTime":
      return expiration?["endDateTime"]?.stringValue.flatMap { Moment($0) }.map(Ending.at) ?? .never
    case "afterDuration":
      return expiration?["duration"]?.stringValue.flatMap(after) ?? .never
    default: return nil
    }
  }

  private static func ending(_ policy: Entity) -> Ending {
    if let end = policy.string("expirationDateTime").flatMap({ Moment($0) }) { return .at(end) }
    // v1.0 counts in more than days.
    let duration = policy.properties["expiration"]?.objectValue?["duration"]?.stringValue
    if let ending = duration.flatMap(after) { return ending }
    guard let days = policy.properties["durationInDays"]?.intValue, days > 0 else { return .never }
    return .after(ticks: Ticks.days(atMost: days), text: Days(count: days).duration)
  }

  private static func after(_ duration: String) -> Ending? {
    ISODuration.ticks(duration).map { .after(ticks: $0, text: duration) }
  }

  // MARK: Stored

  /// As a stored `requestSchedule`.
  var json: JSONValue {
    Self.json(start: start, end.map(Ending.at) ?? .never)
  }

  /// The same of an assignment that is still to be delivered: a length has no end yet.
  ///
  /// - Parameter value: a `requestSchedule`; what it leaves open comes from the policy.
  static func waiting(_ value: JSONValue?, policy: Entity) -> JSONValue {
    let schedule = value?.objectValue
    return json(start: start(schedule), ending(schedule) ?? ending(policy))
  }

  private static func json(start: Moment?, _ ending: Ending) -> JSONValue {
    [
      "expiration": expiration(ending), "recurrence": .null,
      "startDateTime": start.map { .string($0.precise) } ?? .null,
    ]
  }

  private static func expiration(_ ending: Ending) -> JSONValue {
    switch ending {
    case .never: PolicyExpiration.never
    case .at(let moment):
      ["duration": .null, "endDateTime": .string(moment.precise), "type": "afterDateTime"]
    case .after(_, let text): ["duration": .string(text), "endDateTime": .null, "type": "afterDuration"]
    }
  }
}
