import Locks
import Synchronization

/// How much memory plans and prepared statements take, and may take, all of a process together.
///
/// Whoever keeps some counts them here. Where one more would be too much, every holder gives away half of what it
/// keeps, what was not used for longest first: at once where that can be done, else at its next use.
///
/// A class because all of them count on it.
package final class CacheBudget: Sendable {
  /// In bytes.
  package let limit: Int
  private let bytes = Atomic<Int>(0)
  private let calls = Atomic<Int>(0)
  private let isCalling = Atomic<Bool>(false)
  private let holders = Lock(Holders())

  private struct Holders {
    var last = 0
    var give: [Int: @Sendable () -> Void] = [:]
  }

  package static let usualLimit = 64 << 20

  package init(limit: Int = CacheBudget.usualLimit) { self.limit = limit }

  /// What is kept at present, in bytes.
  package var used: Int { bytes.load(ordering: .relaxed) }

  /// How often holders were asked to give something away.
  var callCount: Int { calls.load(ordering: .acquiring) }

  /// Counts what is kept from now on, or with a minus what is not any more.
  package func add(_ change: Int) { _ = bytes.add(change, ordering: .relaxed) }

  /// Has others give way where so much more would be too much; who asks follows `callCount` itself.
  package func makeRoom(for weight: Int) {
    guard lacksRoom(for: weight) else { return }
    // Two at the same time would leave a quarter.
    guard isCalling.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
      return
    }
    defer { isCalling.store(false, ordering: .releasing) }
    // And so would a second one after another that was over meanwhile.
    guard lacksRoom(for: weight) else { return }
    _ = calls.add(1, ordering: .releasing)
    for give in holders.withLock({ Array($0.give.values) }) { give() }
  }

  /// What is too heavy by itself has no room whoever gives way.
  private func lacksRoom(for weight: Int) -> Bool { weight <= limit && used + weight > limit }

  /// - Parameter give: gives away half of what is kept; called on any thread, also by the holder's own.
  /// - Returns: the number to leave with.
  package func join(_ give: @escaping @Sendable () -> Void) -> Int {
    holders.withLock { holders in
      holders.last += 1
      holders.give[holders.last] = give
      return holders.last
    }
  }

  package func leave(_ number: Int) { holders.withLock { _ = $0.give.removeValue(forKey: number) } }
}
