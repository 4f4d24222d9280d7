import CSystem
import GraphStore

/// The machine's clock.
enum WallClock {
  static let now: @Sendable () -> Moment = {
    var (seconds, nanoseconds): (Int64, Int64) = (0, 0)
    system_wall_clock(&seconds, &nanoseconds)
    return Moment(unixSeconds: seconds, nanoseconds: nanoseconds)
  }
}
