public import Foundation
import GraphStore
import OData
import Tenants

/// What time it is for a tenant: licenses, deliveries and deleted objects follow it.
public enum EmulatorClock: Sendable, Equatable {
  /// The machine's time.
  case real
  /// The machine's time and so many seconds more.
  case offset(seconds: Double)
  /// Always the same moment.
  case frozen(Date)
}

extension EmulatorClock {
  init(_ mode: TenantClock.Mode) {
    switch mode {
    case .real: self = .real
    case .offset(let ticks): self = .offset(seconds: Double(ticks) / Double(Ticks.second))
    case .frozen(let moment):
      self = .frozen(Date(timeIntervalSince1970: moment.unixTime))
    }
  }

  /// A number of seconds that is no duration is left for the seed to refuse.
  private static func duration(_ seconds: Double) -> String {
    Int64(exactly: (seconds * Double(Ticks.second)).rounded()).map(Ticks.durationText) ?? "PT\(seconds)S"
  }

  /// Not by Foundation, whose years before 1582 are Julian; a date of no year is left for the seed to refuse.
  private static func moment(_ date: Date) -> String {
    guard let moment = Moment(unixTime: date.timeIntervalSince1970) else {
      return "\(date.timeIntervalSince1970)"
    }
    return moment.ticks % Ticks.second == 0 ? moment.seconds : moment.precise
  }

  /// As a seed says it (seed-format section 4).
  var seed: String {
    switch self {
    case .real: #"{"clock":{"mode":"real"}}"#
    case .offset(let seconds): #"{"clock":{"mode":"offset","offset":"\#(Self.duration(seconds))"}}"#
    case .frozen(let date): #"{"clock":{"mode":"frozen","now":"\#(Self.moment(date))"}}"#
    }
  }
}
