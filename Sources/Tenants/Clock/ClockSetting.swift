package import GraphStore
package import JSON
import OData

/// The clock of a tenant as a seed writes it (seed-format section 4).
package enum ClockSetting {
  /// `{"mode":"frozen","now":"2026-01-31T08:15:30Z"}`, whole.
  package static func checked(_ value: JSONValue, path: String) throws(OptionMistake) -> JSONObject {
    try form.check(value, path)
    let clock = value.objectValue ?? [:]
    switch clock["mode"]?.stringValue {
    case "offset"?:
      let offset = clock["offset"] ?? .null
      guard let ticks = ticks(offset), Moment.canAdd(ticks: ticks) else {
        throw OptionMistake(
          path + ".offset", "'\(offset.stringValue ?? "")' leads out of the years 0001 to 9999")
      }
      return ["mode": "offset", "offset": offset]
    case "frozen"?:
      guard let now = clock["now"]?.stringValue.flatMap(Timestamp.normalized) else {
        throw OptionMistake(path + ".now", "a time such as 2026-01-31T08:15:30Z expected")
      }
      return ["mode": "frozen", "now": .string(now)]
    default: return ["mode": "real"]
    }
  }

  private static let form = OptionForm.variants(
    by: "mode",
    [
      .init("real"), .init("offset", ["offset": .duration], needing: ["offset"]),
      .init("frozen", ["now": .string]),
    ])

  /// What a checked clock means.
  package static func mode(_ clock: JSONObject) -> TenantClock.Mode {
    switch clock["mode"]?.stringValue {
    case "offset"?: .offset(ticks: clock["offset"].flatMap(ticks) ?? 0)
    case "frozen"?: clock["now"]?.stringValue.flatMap { Moment($0) }.map { .frozen($0) } ?? .real
    default: .real
    }
  }

  /// What the store keeps means; nil: it keeps nothing.
  static func mode(kept text: String?) throws -> TenantClock.Mode {
    try text.flatMap { try JSONValue.parse($0).objectValue }.map(mode) ?? .real
  }

  /// How a seed writes it: what `mode` reads.
  package static func object(_ mode: TenantClock.Mode) -> JSONObject {
    switch mode {
    case .real: ["mode": "real"]
    case .offset(let ticks): ["mode": "offset", "offset": .string(Ticks.durationText(ticks))]
    case .frozen(let moment):
      ["mode": "frozen", "now": .string(moment.ticks % Ticks.second == 0 ? moment.seconds : moment.precise)]
    }
  }

  private static func ticks(_ offset: JSONValue) -> Int64? { offset.stringValue.flatMap(ISODuration.ticks) }
}
