package import Crypto
package import GraphStore
import JSON
import Synchronization

/// One isolated set of data with its clock.
///
/// A class because requests share it and its clock can be set.
package final class Tenant: Sendable {
  /// `default`
  package let name: String
  package let store: TenantStore
  package let clock: TenantClock
  /// Seals the tokens in links, which outlive the process as the data does.
  let tokenKey: SymmetricKey

  package init(name: String, store: TenantStore, clock: TenantClock, tokenKey: SymmetricKey) {
    self.name = name
    self.store = store
    self.clock = clock
    self.tokenKey = tokenKey
  }
}

/// What time it is for a tenant (seed-format section 4).
///
/// A class because the control plane sets what requests read.
package final class TenantClock: Sendable {
  package enum Mode: Sendable, Equatable {
    case real
    /// Seconds to add to the machine's clock.
    case offset(seconds: Double)
    case frozen(Moment)
  }

  private let wall: @Sendable () -> Moment
  private let state: Mutex<Mode>

  /// - Parameter wall: the machine's clock.
  package init(wall: @escaping @Sendable () -> Moment, mode: Mode = .real) {
    self.wall = wall
    state = Mutex(mode)
  }

  package var mode: Mode {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  package var now: Moment { now(in: mode) }

  /// What time it is when the clock runs so.
  func now(in mode: Mode) -> Moment {
    switch mode {
    case .real: wall()
    case .offset(let seconds): wall().adding(seconds: seconds)
    case .frozen(let moment): moment
    }
  }
}
