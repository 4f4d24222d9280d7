package import GRDB
import GraphContract
import Locks

extension TenantStore {
  /// The value of a row, made at its first use.
  package func lastingValue(_ row: EmulatorRow, make: () -> String) throws -> String {
    try writing { db in
      if let value = try EmulatorTable.value(row, db) { return value }
      try disk.check()
      let value = make()
      try EmulatorTable.setValue(row, value, db)
      return value
    }
  }
}

extension TenantStore {
  /// Runs reads on a connection of their own; several statements see one state when `isConsistent`.
  ///
  /// - Throws: `InterruptionFailure` and `TrialEnd` as the limit says, beside what `body` throws.
  package func read<Result>(
    isConsistent: Bool = false, limit: RequestLimit = .none, trace: Trace? = nil,
    _ body: (Reader) throws -> Result
  ) throws -> Result {
    try reading { connection in
      let reader = Reader(connection: connection, settings: state.settings, trace: trace)
      func work() throws -> Result { try connection.during(limit) { try body(reader) } }
      return try isConsistent ? connection.consistently(work) : work()
    }
  }

  /// Lends a connection that nobody else uses meanwhile.
  func reading<Result>(_ body: (Connection) throws -> Result) throws -> Result {
    try readers.use { connection in
      try disk.use(connection.systemError, isReading: true) { try body(connection) }
    }
  }

  /// Closes read connections that nobody has used for a while.
  package func closeIdleConnections() { readers.closeIdle() }

  /// Has the writer to itself, once those who came earlier have had it.
  ///
  /// - Throws: `InterruptionFailure` when the limit is over before, and `TrialEnd`: nothing is written on trial.
  func writing<Result>(_ limit: RequestLimit = .none, _ body: (Database) throws -> Result) throws -> Result {
    guard !limit.isTrial else { throw TrialEnd() }
    return try turnstile.pass(limit) {
      try disk.use(writer.systemError) { try writer.queue.inDatabase(body) }
    }
  }

  /// Runs one transaction of the only writer; what throws leaves nothing behind.
  ///
  /// - Throws: `InterruptionFailure` and `TrialEnd` as the limit says, beside what `body` throws.
  /// - Parameters:
  ///   - moment: asked for when it is this transaction's turn, so that times are in the order of the writes.
  ///   - body: makes the changes.
  ///   - answer: reads what they came to, after the rules that look at the whole request.
  package func write<Changes, Result>(
    origin: WriteTransaction.Origin = .request, moment: @autoclosure () -> Moment,
    limit: RequestLimit = .none, trace: Trace? = nil,
    _ body: (WriteTransaction, Reader) throws -> Changes, answer: (Changes, Reader) throws -> Result
  ) throws -> Result {
    try writing(limit) { db in
      try disk.check()
      let before = trace?.record
      trace?.listen(to: db)
      defer { trace?.stopListening(to: db) }
      var result: Result?
      var settings = state.settings
      var waiting = Waiting()
      var hasPosted = false
      do {
        try db.inTransaction(.immediate) {
          let transaction = WriteTransaction(
            db: db, schema: schema, rules: rules, origin: origin, moment: moment(), tenant: state,
            settings: settings, trace: trace)
          try writer.during(limit) {
            let changes = try body(
              transaction, Reader(connection: writer, settings: settings, trace: trace))
            try transaction.finish()
            settings = transaction.settings
            hasPosted = transaction.postedMessages > 0
            result = try answer(changes, Reader(connection: writer, settings: settings, trace: trace))
          }
          waiting = try whatWaits(db)
          try disk.checkPages()
          return .commit
        }
      } catch {
        trace?.forget(since: before)
        throw error
      }
      disk.noteWrite()
      state.settings = settings
      let wasAwaited = state.nextAwaited != nil
      note(waiting)
      if hasPosted || !wasAwaited && waiting.nextAwaited != nil { afterPosting.withLock { $0 }?() }
      guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
      return result
    }
  }

  /// Lets happen what is scheduled up to a moment, before the request of that moment is answered: in order, and each at the
  /// moment it is due, so that whatever follows from it bears that time too (graph-platform section 7).
  ///
  /// - Parameter limit: of that request, which may wait for its turn no longer; what has begun is done to its end.
  package func runScheduled(at moment: Moment, limit: RequestLimit = .none, trace: Trace? = nil) throws {
    var last: Moment?
    while let next = state.nextScheduled, next <= moment, last != moment {
      // What is not done at its own moment is done at that of the request, so that nothing waits behind it.
      let due = last.map { next > $0 ? next : moment } ?? next
      try write(origin: .rule, moment: due, limit: limit.ofSharedWork, trace: trace) { transaction, _ in
        for rule in rules.scheduledRules {
          try transaction.run(rule, .scheduled, of: due.seconds) { try rule.runScheduled(transaction) }
        }
      } answer: { _, _ in
      }
      last = due
    }
  }

  /// Whether anything moves on when it is returned.
  package var hasSteps: Bool { state.hasSteps }

  /// Lets the object of that key take its next step, as it was returned.
  package func takeStep(
    of object: Int64, at moment: Moment, limit: RequestLimit = .none, trace: Trace? = nil
  ) throws {
    try write(origin: .rule, moment: moment, limit: limit, trace: trace) { transaction, _ in
      try transaction.takeStep(of: object)
    } answer: { _, _ in
    }
  }

  /// What happens by itself after a transaction.
  struct Waiting {
    var nextScheduled: Moment?
    var nextAwaited: Moment?
    var hasMessages = false
    var hasSteps = false
  }

  func whatWaits(_ db: Database) throws -> Waiting {
    let scheduled = try rules.scheduledRules.map { ($0.isAwaited, try $0.nextScheduled(db)) }
    return Waiting(
      nextScheduled: scheduled.compactMap(\.1).min(),
      nextAwaited: scheduled.filter(\.0).compactMap(\.1).min(),
      hasMessages: try Outbox.hasMessages(db),
      hasSteps: try rules.stepRules.contains { try $0.hasSteps(db) })
  }

  func note(_ waiting: Waiting) {
    state.nextScheduled = waiting.nextScheduled
    state.nextAwaited = waiting.nextAwaited
    state.hasMessages = waiting.hasMessages
    state.hasSteps = waiting.hasSteps
  }

  /// The tenant's settings, as the last transaction left them.
  package var settings: TenantSettings { state.settings }

  /// Which settings the tenant can have.
  package var settingsBook: SettingsBook { state.settingsBook }

  /// Runs SQL of the caller's own on the writer, outside the rules: statistics.
  package func direct<Result>(
    limit: RequestLimit = .none, _ body: (Database) throws -> Result
  ) throws -> Result {
    try writing(limit) { db in try writer.during(limit) { try body(db) } }
  }
}
