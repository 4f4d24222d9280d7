import Dispatch
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
    /// How many other stores could have the files that it has open for earlier states.
    let further: @Sendable () -> Int
  }

  private struct State: Sendable {
    var last = 0
    var members: [Int: Member] = [:]
    var awake: Set<Int> = []
    var closings = 0

    mutating func sleeps(_ number: Int) { if awake.remove(number) != nil { closings &+= 1 } }

    var occupied: Int { awake.reduce(awake.count) { $0 + (members[$1]?.further() ?? 0) } }
  }

  private let state = Lock(State())
  private let limit: @Sendable () -> Int
  /// Where stores come to rest, which may write their logs back: whoever opens one more does not do that for the others.
  private let queue = DispatchQueue(label: "graph-emulator.resting", qos: .utility)

  /// - Parameter limit: how many may be open at the same time, as long as they are not all in use.
  package init(limit: @escaping @Sendable () -> Int = { .max }) { self.limit = limit }

  /// How many have files open.
  package var count: Int { state.withLock { $0.awake.count } }

  /// How often one has closed all its files, whether it came to rest or is gone.
  package var closings: Int { state.withLock { $0.closings } }

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
        state.sleeps(number)
      }
    }

    /// Whether no other store has to rest when this one opens a file.
    var hasRoom: Bool { stores.hasRoom(number) }

    /// The store has opened a file; before it has joined that does not count.
    func woke() { stores.woke(number) }

    /// The store has closed files, all of them as far as it knows.
    func mayRest() { stores.mayRest(number) }
  }

  private func hasRoom(_ number: Int) -> Bool {
    let limit = limit()
    return state.withLock { $0.awake.contains(number) || $0.occupied < limit }
  }

  private func woke(_ number: Int) {
    guard let surplus = surplus(with: number), surplus > 0 else { return }
    queue.async { self.makeRoom() }
    // Who opens faster than others are closed waits for that.
    if surplus > limit() / 4 { settle() }
  }

  /// How many are open too much now that a store is; nil where it was before.
  private func surplus(with number: Int) -> Int? {
    state.withLock { state in
      guard state.members[number] != nil, state.awake.insert(number).inserted else { return nil }
      return state.occupied - limit()
    }
  }

  /// Waits until those have come to rest that are to.
  package func settle() { queue.sync {} }

  /// Goes on until few enough are open: those that are in use stay so.
  private func makeRoom() {
    let limit = limit()
    guard occupied > limit else { return }
    for (number, member) in oldestFirst {
      member.rest()
      mayRest(number)
      if occupied <= limit { return }
    }
  }

  private var occupied: Int { state.withLock { $0.occupied } }

  /// Who has opened one meanwhile has said so, or says it when this is done.
  private func mayRest(_ number: Int) {
    state.withLock { state in
      guard let member = state.members[number], !member.isOpen() else { return }
      state.sleeps(number)
    }
  }

  private var oldestFirst: [(Int, Member)] {
    let awake = state.withLock { state in
      state.awake.compactMap { number in
        state.members[number].map { (number, $0, $0.lastUse()) }
      }
    }
    return awake.sorted { $0.2 < $1.2 }.map { ($0.0, $0.1) }
  }
}
