package import GraphContract
package import GraphStore
import Locks
import OData

/// How much of each limit the requests of one tenant have used up, by the tenant's clock.
///
/// A class because all requests draw on it.
package final class RequestBuckets: Sendable {
  /// What a request takes of one limit.
  package struct Draw: Sendable {
    package let limit: RateLimit
    /// How much there is.
    let amount: Int
    let units: Int
    /// Whose share it is of; nil for a limit that all share, and for those who do not say who they are.
    let application: String?

    package init(_ limit: RateLimit, _ units: Int, of amount: Int, application: String?) {
      (self.limit, self.units, self.amount) = (limit, units, amount)
      self.application = limit.scope == .application ? application : nil
    }

    fileprivate var size: Bucket.Size { Bucket.Size(amount: amount, seconds: limit.seconds) }
    fileprivate var key: Key { Key(limit: limit, application: application) }
  }

  package enum Outcome: Sendable {
    /// There was room everywhere. The fullest is that full now, in tenths.
    case fits(tenths: Int)
    /// Nothing was taken. The draw that there is no room for, how full that would be, and the seconds after which to ask
    /// again.
    case exceeds(Draw, tenths: Int, seconds: Int)
  }

  fileprivate struct Key: Hashable {
    let limit: RateLimit
    let application: String?
  }

  private let buckets = Lock<[Key: Bucket]>([:])

  /// Past it those that have run empty are forgotten.
  static let countLimit = 10_000

  package init() {}

  package func clear() { buckets.withLock { $0 = [:] } }

  var count: Int { buckets.withLock { $0.count } }

  /// Takes all or nothing.
  package func draw(_ draws: [Draw], at moment: Moment) -> Outcome {
    buckets.withLock { buckets in
      if buckets.count > Self.countLimit { Self.forget(&buckets, at: moment) }
      var drained = draws.map { draw in
        var bucket = buckets[draw.key] ?? Bucket(at: moment)
        bucket.drain(draw.size, to: moment)
        buckets[draw.key] = bucket
        return bucket
      }
      if let refusal = Self.refusal(draws, drained) { return refusal }
      for index in draws.indices {
        drained[index].fill(draws[index].units, draws[index].size)
        buckets[draws[index].key] = drained[index]
      }
      return .fits(tenths: zip(draws, drained).map { $1.tenths($0.size) }.max() ?? 0)
    }
  }

  /// Of the limit that makes the request wait longest; nil: there is room everywhere.
  private static func refusal(_ draws: [Draw], _ buckets: [Bucket]) -> Outcome? {
    let waits = zip(draws, buckets).compactMap { draw, bucket in
      bucket.wait(for: draw.units, draw.size).map { (draw, bucket.tenths(with: draw.units, draw.size), $0) }
    }
    return waits.max { $0.2 < $1.2 }.map { draw, tenths, ticks in
      .exceeds(draw, tenths: tenths, seconds: Int((ticks + Ticks.second - 1) / Ticks.second))
    }
  }

  /// Forgets those that have run empty, and all where that is not enough: clients can make up any number of names.
  private static func forget(_ buckets: inout [Key: Bucket], at moment: Moment) {
    buckets = buckets.filter { key, bucket in
      var bucket = bucket
      bucket.drain(Bucket.Size(amount: 1, seconds: key.limit.seconds), to: moment)
      return !bucket.isEmpty
    }
    if buckets.count > countLimit { buckets = [:] }
  }
}
