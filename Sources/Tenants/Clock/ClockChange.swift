package import GraphStore
package import JSON
import OData

/// What somebody asks of a tenant's clock: a setting, or a move that keeps how the clock runs.
package enum ClockChange: Sendable, Equatable {
  case setting(TenantClock.Mode)
  /// `{"advance":"P1D"}`; back where it is negative.
  case advance(ticks: Int64)
  /// `{"advance":"nextExpiry"}`: to the next moment at which something happens by itself.
  case advanceToNextExpiry

  /// - Parameter path: of the value.
  package init(_ value: JSONValue, path: String) throws(OptionMistake) {
    guard value.objectValue?["advance"] != nil else {
      self = .setting(ClockSetting.mode(try ClockSetting.checked(value, path: path)))
      return
    }
    try OptionForm.object(["advance": .string]).check(value, path)
    let text = value.objectValue?["advance"]?.stringValue ?? ""
    if text == "nextExpiry" {
      self = .advanceToNextExpiry
    } else if let ticks = ISODuration.ticks(text) {
      self = .advance(ticks: ticks)
    } else {
      throw OptionMistake(path + ".advance", "a duration such as P1DT2H expected, or nextExpiry")
    }
  }
}

extension TenantClock.Mode {
  /// The same mode at a later time; the machine's clock can only be ahead of itself by an offset.
  ///
  /// - Returns: nil when that leads out of the years that there are.
  func advanced(by ticks: Int64) -> TenantClock.Mode? {
    switch self {
    case .real: Self.offset(checked: ticks)
    case .offset(let before):
      before.addingReportingOverflow(ticks).overflow ? nil : Self.offset(checked: before + ticks)
    case .frozen(let moment): moment.adding(ticks: ticks).map { .frozen($0) }
    }
  }

  private static func offset(checked ticks: Int64) -> TenantClock.Mode? {
    Moment.canAdd(ticks: ticks) ? .offset(ticks: ticks) : nil
  }
}
