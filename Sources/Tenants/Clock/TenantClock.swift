package import GraphStore
import Locks

/// What time it is for a tenant (seed-format section 4).
///
/// A class because the control plane sets what requests read.
package final class TenantClock: Sendable {
  package enum Mode: Sendable, Equatable {
    case real
    /// To be added to the machine's clock.
    case offset(ticks: Int64)
    case frozen(Moment)
  }

  private let wall: @Sendable () -> Moment
  private let state: Lock<Mode>
  private let change = Lock(())

  /// - Parameter wall: the machine's clock.
  package init(wall: @escaping @Sendable () -> Moment, mode: Mode = .real) {
    self.wall = wall
    state = Lock(mode)
  }

  package var mode: Mode {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }

  /// Lets one at a time settle what the clock is to be, keep that in the database, and set it here.
  package func changing<Result>(_ body: () throws -> sending Result) rethrows -> sending Result {
    try change.withLock { _ in try body() }
  }

  package var now: Moment { now(in: mode) }

  /// What time it is when the clock runs so; past the ends of the range it stands still.
  package func now(in mode: Mode) -> Moment {
    switch mode {
    case .real: wall()
    case .offset(let ticks): wall().adding(atMost: ticks)
    case .frozen(let moment): moment
    }
  }
}
