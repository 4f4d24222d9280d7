import GraphStore
import JSON
import OData

/// When an assignment begins and ends.
struct AssignmentSchedule {
  let start: Moment
  let end: Moment?

  init(start: Moment, end: Moment?) {
    self.start = start
    self.end = end
  }

  /// - Parameters:
  ///   - value: a `requestSchedule`; what it leaves open comes from the policy.
  ///   - now: when it begins, unless it says so.
  init(_ value: JSONValue?, policy: Entity?, now: Moment) {
    let schedule = value?.objectValue
    let start = schedule?["startDateTime"]?.stringValue.flatMap(Moment.init) ?? now
    self.start = start
    let expiration = schedule?["expiration"]?.objectValue
    switch expiration?["type"]?.stringValue {
    case "noExpiration": end = nil
    case "afterDateTime": end = expiration?["endDateTime"]?.stringValue.flatMap(Moment.init)
    case "afterDuration":
      end = expiration?["duration"]?.stringValue.flatMap(ISODuration.seconds).map(start.adding)
    default: end = policy.flatMap { Self.end(of: $0, from: start) }
    }
  }

  private static func end(of policy: Entity, from start: Moment) -> Moment? {
    if let end = policy.string("expirationDateTime").flatMap(Moment.init) { return end }
    guard let days = policy.properties["durationInDays"]?.intValue, days > 0 else { return nil }
    return start.adding(seconds: Double(days) * 86_400)
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
