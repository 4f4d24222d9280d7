import Dispatch
import Locks

/// Lets one thread through at a time, in the order in which they came; who must stop gives its place up.
///
/// A class because all threads that wait share it.
final class Turnstile: Sendable {
  private struct State {
    var isTaken = false
    var waiting: [Place] = []
  }

  /// A class because it is known by its identity.
  private final class Place: Sendable {
    let isFree = DispatchSemaphore(value: 0)
  }

  private let state = Lock(State())

  /// How many wait at the moment.
  var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// - Throws: `InterruptionFailure` when the limit is over before the turn comes, and `TrialEnd` for what must not
  ///   wait.
  func pass<Result>(_ limit: RequestLimit, _ body: () throws -> Result) throws -> Result {
    if let place = try place(limit) { try wait(at: place, limit) }
    defer { leave() }
    return try body()
  }

  /// Nil for who can pass at once.
  private func place(_ limit: RequestLimit) throws(TrialEnd) -> Place? {
    try state.withLock { state throws(TrialEnd) in
      guard state.isTaken else {
        state.isTaken = true
        return nil
      }
      guard !limit.isTrial else { throw TrialEnd() }
      let place = Place()
      state.waiting.append(place)
      return place
    }
  }

  private func wait(at place: Place, _ limit: RequestLimit) throws {
    while place.isFree.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
      do { try limit.checkWhileWaiting() } catch {
        // The turn may have come meanwhile; it goes to the next one.
        if !giveUp(place) { leave() }
        throw error
      }
    }
  }

  /// - Returns: false when it is this one's turn already.
  private func giveUp(_ place: Place) -> Bool {
    state.withLock { state in
      guard let index = state.waiting.firstIndex(where: { $0 === place }) else { return false }
      state.waiting.remove(at: index)
      return true
    }
  }

  private func leave() {
    state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.isTaken = false
        return
      }
      state.waiting.removeFirst().isFree.signal()
    }
  }
}
