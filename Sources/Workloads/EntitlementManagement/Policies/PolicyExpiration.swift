import JSON
import OData

/// How long access lasts: `durationInDays` and `expirationDateTime` of beta, `expiration` of v1.0.
enum PolicyExpiration {
  static let part = PolicyRenderings.Part(
    beta: ["durationInDays", "expirationDateTime"], later: ["expiration"], toBeta: toBeta, toLater: toLater)

  @Sendable private static func toBeta(_ values: PolicyValues) -> PolicyValues {
    let expiration = values["expiration"].objectValue ?? [:]
    switch expiration["type"]?.stringValue {
    case "afterDateTime":
      return PolicyValues([
        "durationInDays": .number(0), "expirationDateTime": expiration["endDateTime"] ?? .null,
      ])
    case "afterDuration":
      let days = Days(duration: expiration["duration"]?.stringValue)?.count ?? 0
      return PolicyValues(["durationInDays": .number(days), "expirationDateTime": .null])
    default: return PolicyValues(["durationInDays": .number(0), "expirationDateTime": .null])
    }
  }

  @Sendable private static func toLater(_ values: PolicyValues) -> PolicyValues {
    let end = values["expirationDateTime"]
    let days = values["durationInDays"].intValue ?? 0
    let type: JSONValue = !end.isNull ? "afterDateTime" : days > 0 ? "afterDuration" : "noExpiration"
    let duration: JSONValue = end.isNull && days > 0 ? .string(Days(count: days).duration) : .null
    return PolicyValues(["expiration": ["duration": duration, "endDateTime": end, "type": type]])
  }

  static let never: JSONValue = ["duration": .null, "endDateTime": .null, "type": "noExpiration"]
}

/// A time span as beta counts it: whole days, the last one begun included.
struct Days {
  let count: Int

  init(count: Int) { self.count = count }

  init?(duration text: String?) {
    guard let ticks = text.flatMap(ISODuration.ticks) else { return nil }
    count = Ticks.units(of: Ticks.day, in: ticks)
  }

  /// `P14D`
  var duration: String { "P\(count)D" }
}

extension Ticks {
  /// How many units a time is, the last one begun included.
  static func units(of unit: Int64, in ticks: Int64) -> Int {
    let (whole, rest) = ticks.quotientAndRemainder(dividingBy: unit)
    return Int(whole) + (rest > 0 ? 1 : 0)
  }
}
