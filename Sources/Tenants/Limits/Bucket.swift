import GraphStore
import OData

/// What was asked for lately, as the level in a bucket that runs empty within the time of its limit: it takes as much
/// as there is room for, and never the whole amount twice at one moment.
struct Bucket: Sendable {
  /// In parts of which a tick lets as many run out as the limit has units.
  private var level: Int64 = 0
  private var last: Moment

  /// An empty one.
  init(at moment: Moment) { last = moment }

  /// How much a bucket holds, and in which time.
  struct Size: Sendable {
    let amount: Int
    let seconds: Int

    /// Of one unit.
    fileprivate var parts: Int64 { Int64(seconds) * Ticks.second }
    fileprivate var capacity: Int64 { Int64(amount) * parts }
  }

  /// Lets run out what has since the last time. A clock that was set back lets nothing run out.
  mutating func drain(_ size: Size, to moment: Moment) {
    let elapsed = moment.ticks(since: last)
    last = moment
    guard elapsed > 0 else { return }
    level = elapsed >= size.parts ? 0 : max(level - elapsed * Int64(size.amount), 0)
  }

  /// - Returns: the ticks after which there is room for so many units; nil: there is room.
  func wait(for units: Int, _ size: Size) -> Int64? {
    let excess = level + Int64(units) * size.parts - size.capacity
    guard excess > 0 else { return nil }
    return (excess + Int64(size.amount) - 1) / Int64(size.amount)
  }

  mutating func fill(_ units: Int, _ size: Size) { level += Int64(units) * size.parts }

  /// How full it is with so many units more, in tenths that are whole.
  func tenths(with units: Int = 0, _ size: Size) -> Int {
    Int((level + Int64(units) * size.parts) * 10 / size.capacity)
  }

  var isEmpty: Bool { level == 0 }
}
