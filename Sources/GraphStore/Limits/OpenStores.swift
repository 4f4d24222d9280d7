import Locks

/// Which stores have files open: where they are too many, those that were not used for longest come to rest, and open
/// theirs again when somebody needs them.
///
/// A class because all stores of a process share it.
package final class OpenStores: Sendable {
  /// One store.
  struct Member: Sendable {
    let lastUse: @Sendable () -> Duration
    /// Whether it has files open, or is about to.
    let isOpen: @Sendable () -> Bool
    let rest: @Sendable () -> Void
  }

  private struct State: Sendable {
    var last = 0
    var members: [Int: Member] = [:]
    var awake: Set<Int> = []
  }

  private let state = Lock(State())
  private let limit: @Sendable () -> Int

  /// - Parameter limit: how many may be open at the same time, as long as they are not all in use.
  package init(limit: @escaping @Sendable () -> Int = { .max }) { self.limit = limit }

  /// How many have files open.
  package var count: Int { state.withLock { $0.awake.count } }

  func place() -> Place {
    Place(
      stores: self,
      number: state.withLock { state in
        state.last += 1
        return state.last
      })
  }

  /// The place of one store among all.
  struct Place: Sendable {
    fileprivate let stores: OpenStores
    fileprivate let number: Int

    func join(_ member: Member) {
      stores.state.withLock { $0.members[number] = member }
      woke()
    }

    func leave() {
      stores.state.withLock { state in
        state.members[number] = nil
        state.awake.remove(number)
      }
    }

    /// The store has opened a file; before it has joined that does not count.
    func woke() { stores.woke(number) }

    /// The store has closed files, all of them as far as it knows.
    func mayRest() { stores.mayRest(number) }
  }

  private func woke(_ number: Int) {
    let limit = limit()
    let surplus = state.withLock { state -> [(Int, Member)] in
      guard state.members[number] != nil, state.awake.insert(number).inserted,
        state.awake.count > limit
      else { return [] }
      return Self.oldest(state.awake.count - limit, of: state, but: number)
    }
    // Outside of the lock: it may write a log back.
    for (number, member) in surplus {
      member.rest()
      mayRest(number)
    }
  }

  /// Who has opened one meanwhile has said so, or says it when this is done.
  private func mayRest(_ number: Int) {
    state.withLock { state in
      guard let member = state.members[number], !member.isOpen() else { return }
      state.awake.remove(number)
    }
  }

  private static func oldest(_ count: Int, of state: State, but number: Int) -> [(Int, Member)] {
    let awake = state.awake.compactMap { other in
      state.members[other].map { (other, $0, $0.lastUse()) }
    }
    return awake.filter { $0.0 != number }.sorted { $0.2 < $1.2 }.prefix(count).map { ($0.0, $0.1) }
  }
}
