public import Foundation
import GraphStore
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
    case .offset(let seconds): self = .offset(seconds: seconds)
    case .frozen(let moment):
      self = .frozen(Date(timeIntervalSince1970: moment.unixSeconds))
    }
  }

  /// As a seed says it (seed-format section 4).
  var seed: String {
    switch self {
    case .real: #"{"clock":{"mode":"real"}}"#
    case .offset(let seconds):
      #"{"clock":{"mode":"offset","offset":"\#(seconds < 0 ? "-" : "")PT\#(abs(seconds))S"}}"#
    case .frozen(let date):
      #"{"clock":{"mode":"frozen","now":"\#(date.ISO8601Format(.iso8601WithTimeZone(includingFractionalSeconds: true)))"}}"#
    }
  }
}
