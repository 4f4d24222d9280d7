import Locks
import Synchronization

/// The states before those writes that are not to be seen yet, the oldest first.
///
/// A class because writes add to them and reads end them.
final class EarlierStates: Sendable {
  /// How long a state is shown.
  struct Term: Sendable, Equatable {
    /// To so many reads more; nil: to any number.
    var reads: Int?
    /// Up to that moment; nil: to all.
    let end: Moment?

    func isOver(at moment: Moment) -> Bool {
      reads.map { $0 <= 0 } == true || end.map { $0 <= moment } == true
    }
  }

  private struct Kept: Sendable {
    let state: EarlierState
    var term: Term
    /// Bytes of the log when it was kept.
    let logSize: Int64

    func isOver(at moment: Moment) -> Bool { state.isBroken || term.isOver(at: moment) }
  }

  /// More are not kept, since each has a connection: one write more, and the oldest of them is seen early.
  static let limit = 16

  /// How many bytes the log grows at most, after which all are ended, and all is seen.
  static let growth: Int64 = 64 << 20

  private let pool: ConnectionPool
  private let kept = Lock<[Kept]>([])
  /// Every read of a list looks at it.
  private let holdsSome = Atomic(false)

  init(_ pool: ConnectionPool) { self.pool = pool }

  /// Takes no lock.
  var isEmpty: Bool { !holdsSome.load(ordering: .acquiring) }

  var count: Int { kept.withLock { $0.count } }

  /// Keeps the state as it is, before the only one who writes does so.
  ///
  /// - Parameter logSize: bytes of the log.
  /// - Returns: what to forget when nothing comes of the write; nil where the state before the last write is shown for
  ///   just as long, and stands for this one's too.
  func keep(for term: Term, logSize: Int64) throws -> EarlierState? {
    guard kept.withLock({ $0.last?.term != term }) else { return nil }
    let state = try EarlierState.current(pool)
    end { kept in
      kept.append(Kept(state: state, term: term, logSize: logSize))
      return max(kept.count - Self.limit, 0)
    }
    return state
  }

  /// Whether the log has grown by more than it may since the oldest was kept.
  func haveGrown(logSize: Int64) -> Bool {
    kept.withLock { $0.first.map { logSize - $0.logSize > Self.growth } } ?? false
  }

  /// The state that a read of a moment is to see, which is counted; nil: that of now.
  func state(at moment: Moment) -> EarlierState? {
    endThose(overAt: moment)
    return kept.withLock { kept in
      for index in kept.indices { kept[index].term.reads = kept[index].term.reads.map { $0 - 1 } }
      return kept.first?.state
    }
  }

  /// Ends those that nobody is to see any more. What was written later is not seen before what was written earlier.
  func endThose(overAt moment: Moment) {
    end { kept in kept.firstIndex { !$0.isOver(at: moment) } ?? kept.count }
  }

  func forget(_ state: EarlierState) {
    change { kept in kept.removeAll { $0.state === state } }
  }

  func removeAll() { end { $0.count } }

  /// - Parameter count: how many of the oldest are over.
  private func end(_ count: (inout [Kept]) -> Int) {
    let over = change { kept in
      let number = count(&kept)
      defer { kept.removeFirst(number) }
      return Array(kept.prefix(number))
    }
    // Outside of the lock: a connection may be closed, which writes the log back.
    withExtendedLifetime(over) {}
  }

  private func change<Result: Sendable>(_ body: (inout [Kept]) -> Result) -> Result {
    kept.withLock { kept in
      defer { holdsSome.store(!kept.isEmpty, ordering: .releasing) }
      return body(&kept)
    }
  }
}
