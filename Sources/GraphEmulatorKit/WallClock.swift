import Foundation
import GraphStore

/// The machine's clock.
enum WallClock {
  static let now: @Sendable () -> Moment = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Moment(unixNanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
  }
}
