package import GraphContract
import Synchronization

/// How long the work for one request may go on, and whether anybody still waits for it.
///
/// It is asked by SQLite while statements run (`StatementWatch`), by whoever waits for a turn, and by loops that may be
/// long.
package struct RequestLimit: Sendable {
  private enum Kind {
    case none
    case trial
    case terms(Terms)
    /// Only the end of the server ends it once it has begun.
    case shared(Terms)
  }

  private let kind: Kind

  /// The work may take as long as it takes.
  package static let none = RequestLimit(kind: .none)

  /// The work is only tried on a thread that others need: it never waits, never writes, and ends with `TrialEnd` when
  /// it turns out long.
  package static let trial = RequestLimit(kind: .trial)

  private init(kind: Kind) { self.kind = kind }

  /// - Parameters:
  ///   - timeout: nil for no end.
  ///   - waited: how much of it is over.
  ///   - hasLeft: whether nobody is there any more to get the answer; asked now and then.
  ///   - mustStop: whether all work has to end; asked often.
  package init(
    timeout: Duration?, waited: Duration = .zero, hasLeft: @escaping @Sendable () -> Bool = { false },
    mustStop: @escaping @Sendable () -> Bool = { false }
  ) {
    kind = .terms(
      Terms(start: .now - waited, timeout: timeout, hasLeft: hasLeft, mustStop: mustStop))
  }

  package var isTrial: Bool { if case .trial = kind { true } else { false } }

  /// For work that all further requests need as well: were it ended with the time of one, each would begin it anew.
  package var ofSharedWork: RequestLimit {
    if case .terms(let terms) = kind { RequestLimit(kind: .shared(terms)) } else { self }
  }

  /// Why the work must stop now; nil when it may go on.
  package var interruption: InterruptionFailure? {
    switch kind {
    case .none, .trial: nil
    case .terms(let terms): terms.interruption
    case .shared(let terms): terms.mustStop() ? .serverStops : nil
    }
  }

  package func check() throws(InterruptionFailure) {
    if let interruption { throw interruption }
  }

  /// The same for work that has not begun.
  package func checkWhileWaiting() throws(InterruptionFailure) {
    switch waitingInterruption {
    case nil: return
    case .timedOut(let limit)?: throw .waitedTooLong(limit)
    case let other?: throw other
    }
  }

  private var waitingInterruption: InterruptionFailure? {
    switch kind {
    case .none, .trial: nil
    case .terms(let terms), .shared(let terms): terms.interruption
    }
  }
}

/// What is only tried turned out long: it is to be done again without haste.
package struct TrialEnd: Error {
  package init() {}
}

/// A class because each look at the client is remembered.
private final class Terms: Sendable {
  private let start: ContinuousClock.Instant
  private let timeout: Duration?
  private let hasLeft: @Sendable () -> Bool
  let mustStop: @Sendable () -> Bool
  /// When the client is looked for next, in milliseconds after the start.
  private let nextLook: Atomic<Int64>

  /// Most requests are done before; and to look costs as much as a hundred rows.
  private static let firstLook: Int64 = 1000
  private static let timeBetweenLooks: Int64 = 100

  init(
    start: ContinuousClock.Instant, timeout: Duration?, hasLeft: @escaping @Sendable () -> Bool,
    mustStop: @escaping @Sendable () -> Bool
  ) {
    (self.start, self.timeout, self.hasLeft, self.mustStop) = (start, timeout, hasLeft, mustStop)
    nextLook = Atomic(Self.firstLook)
  }

  var interruption: InterruptionFailure? {
    if mustStop() { return .serverStops }
    let elapsed = start.duration(to: .now)
    if let timeout, elapsed > timeout { return .timedOut(after: timeout) }
    return isAbandoned(
      after: elapsed.components.seconds * 1000 + elapsed.components.attoseconds / 1_000_000_000_000_000)
      ? .clientLeft : nil
  }

  private func isAbandoned(after elapsed: Int64) -> Bool {
    guard elapsed >= nextLook.load(ordering: .relaxed) else { return false }
    nextLook.store(elapsed + Self.timeBetweenLooks, ordering: .relaxed)
    return hasLeft()
  }
}
