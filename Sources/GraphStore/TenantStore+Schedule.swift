import GRDB

extension TenantStore {
  /// Moments that are done in one transaction of the database at most: each costs less that way, and nobody waits for
  /// the writer for long.
  private static let batchSize = 256

  /// Lets happen what is scheduled up to a moment, before the request of that moment is answered: in order, and each at the
  /// moment it is due, so that whatever follows from it bears that time too (graph-platform section 7).
  ///
  /// - Parameter limit: of that request, which may wait for its turn no longer; what has begun is done to its end.
  package func runScheduled(at moment: Moment, limit: RequestLimit = .none, trace: Trace? = nil) throws {
    var moments = DueMoments(end: moment)
    var size = Self.batchSize
    while moments.has(state.nextScheduled) {
      let begun = moments
      do { try run(&moments, upTo: size, limit.ofSharedWork, trace) } catch {
        guard size > 1 else { throw error }
        // Those before the one that fails are done all the same.
        (moments, size) = (begun, 1)
      }
    }
  }

  /// Does what is due at some moments, all of it or nothing.
  private func run(_ moments: inout DueMoments, upTo count: Int, _ limit: RequestLimit, _ trace: Trace?)
    throws
  {
    try writing(limit) { db in
      try committing(db, trace) { left in
        try writer.connection().during(limit) {
          var next = state.nextScheduled
          for _ in 0..<count {
            guard let due = moments.take(next) else { return }
            try run(.rule, at: due, db, trace, &left, runRules) { _, _ in }
            next = try nextScheduled(db)
          }
        }
      }
    }
  }

  private func runRules(_ transaction: WriteTransaction, _ reader: Reader) throws {
    for rule in rules.scheduledRules {
      try transaction.run(rule, .scheduled, of: transaction.moment.seconds) {
        try rule.runScheduled(transaction)
      }
    }
  }

  private func nextScheduled(_ db: Database) throws -> Moment? {
    try rules.scheduledRules.compactMap { try $0.nextScheduled(db) }.min()
  }
}

/// The moments at which what is scheduled happens, up to that of a request.
private struct DueMoments {
  let end: Moment
  private var last: Moment?

  init(end: Moment) { self.end = end }

  /// Whether anything is left to do when something is due next at that moment.
  func has(_ next: Moment?) -> Bool { next.map { $0 <= end && last != end } ?? false }

  /// The moment at which it is done; nil when nothing is left.
  mutating func take(_ next: Moment?) -> Moment? {
    guard let next, has(next) else { return nil }
    // What is not done at its own moment is done at that of the request, so that nothing waits behind it.
    last = last.map { next > $0 ? next : end } ?? next
    return last
  }
}
