import Locks

/// The grants that were redeemed, as far back as they are remembered: a grant is good once.
///
/// A class because all requests share it.
final class SpentGrants: Sendable {
  private struct State: Sendable {
    var ids: Set<String> = []
    /// In the order in which they were spent, from `next` on around.
    var order: [String] = []
    var next = 0
  }

  private let limit: Int
  private let state = Lock(State())

  /// - Parameter limit: how many are remembered.
  init(limit: Int = 100_000) { self.limit = limit }

  func isSpent(_ id: String) -> Bool { state.withLock { $0.ids.contains(id) } }

  /// - Returns: false for one that was spent before.
  func spend(_ id: String) -> Bool {
    state.withLock { state in
      guard state.ids.insert(id).inserted else { return false }
      guard state.order.count == limit else {
        state.order.append(id)
        return true
      }
      state.ids.remove(state.order[state.next])
      state.order[state.next] = id
      state.next = (state.next + 1) % limit
      return true
    }
  }
}
