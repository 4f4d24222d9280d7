package import GRDB
import GraphContract
import Locks

extension TenantStore {
  /// The value of a row as the writer sees it, who is there while the store is being opened.
  package func keptValue(_ row: EmulatorRow) throws -> String? {
    try direct { db in try EmulatorTable.value(row, db) }
  }

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
    try reading(limit) { connection in
      let reader = Reader(connection: connection, settings: state.settings, trace: trace)
      func work() throws -> Result { try connection.during(limit) { try body(reader) } }
      return try isConsistent ? connection.consistently(work) : work()
    }
  }

  /// Lends a connection that nobody else uses meanwhile.
  func reading<Result>(
    _ limit: RequestLimit = .none, _ body: (Connection) throws -> Result
  ) throws -> Result {
    try readers.use(limit) { connection in
      try disk.use(connection.systemError, isReading: true) { try body(connection) }
    }
  }

  /// Closes connections that nobody has used for a while; the database too, once none of them is left.
  package func closeIdleConnections() {
    connections.closeIdle()
    placeAmongOpen.mayRest()
  }

  /// How long ago somebody has used it does not count.
  package func rest() {
    connections.rest()
    placeAmongOpen.mayRest()
  }

  /// Has the writer to itself, once those who came earlier have had it.
  ///
  /// - Throws: `InterruptionFailure` when the limit is over before, and `TrialEnd`: nothing is written on trial.
  func writing<Result>(_ limit: RequestLimit = .none, _ body: (Database) throws -> Result) throws -> Result {
    guard !limit.isTrial else { throw TrialEnd() }
    return try connections.turnstile.pass(limit) {
      let connection = try writer.connection()
      return try disk.use(connection.systemError) { try connection.queue.inDatabase(body) }
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
      let moment = moment()
      return try hidingAtFirst(origin, at: moment, db) {
        try committing(db, trace) { left in
          try writer.connection().during(limit) {
            try run(origin, at: moment, db, trace, &left, body, answer)
          }
        }
      }
    }
  }

  /// What transactions have left so far.
  struct Left {
    var settings: TenantSettings
    var hasPosted = false
    var changesOrganization = false
  }

  /// Runs what is done all together or not at all, and takes note of what it leaves.
  func committing<Result>(
    _ db: Database, _ trace: Trace?, _ body: (inout Left) throws -> Result
  ) throws -> Result {
    try disk.check()
    let before = trace?.record
    trace?.listen(to: db)
    defer { trace?.stopListening(to: db) }
    let course = state.identifiers.course
    var left = Left(settings: state.settings)
    var waiting = Waiting()
    var result: Result?
    do {
      try db.inTransaction(.immediate) {
        result = try body(&left)
        if let last = state.identifiers.course, last != course { try last.keep(db) }
        waiting = try whatWaits(db)
        try disk.checkPages()
        return .commit
      }
    } catch {
      trace?.forget(since: before)
      state.identifiers.course = course
      state.tables.forget()
      throw error
    }
    disk.noteWrite()
    note(left, waiting)
    guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
    return result
  }

  func note(_ left: Left, _ waiting: Waiting) {
    state.settings = left.settings
    if left.settings.engine.consistency == nil { earlier.removeAll() }
    if left.changesOrganization { state.noteOrganization() }
    let wasAwaited = state.nextAwaited != nil
    note(waiting)
    if left.hasPosted || !wasAwaited && waiting.nextAwaited != nil { afterPosting.withLock { $0 }?() }
  }

  /// Makes one request's changes, inside a transaction of the database.
  func run<Changes, Result>(
    _ origin: WriteTransaction.Origin, at moment: Moment, _ db: Database, _ trace: Trace?, _ left: inout Left,
    _ body: (WriteTransaction, Reader) throws -> Changes, _ answer: (Changes, Reader) throws -> Result
  ) throws -> Result {
    let transaction = WriteTransaction(
      db: db, schema: schema, rules: rules, origin: origin, moment: moment, tenant: state,
      settings: left.settings, trace: trace)
    let connection = try writer.connection()
    let changes = try body(
      transaction, Reader(connection: connection, settings: left.settings, trace: trace))
    try transaction.finish()
    left.settings = transaction.settings
    if transaction.postedMessages > 0 { left.hasPosted = true }
    if transaction.changesOrganization { left.changesOrganization = true }
    return try answer(changes, Reader(connection: connection, settings: left.settings, trace: trace))
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

  func whatWaits(_ db: Database) throws -> Waiting { try Waiting(rules, db) }

  func note(_ waiting: Waiting) { state.note(waiting) }

  /// Changes with everything that is written: what was read before may be another now.
  package var writeCount: Int { state.writeCount }

  /// The tenant's settings, as the last transaction left them.
  package var settings: TenantSettings { state.settings }

  /// Whether the settings have requests counted, and refused where they are too many.
  package var throttles: Bool { state.throttles }

  /// Another number after each write that changed the organization, for those who know it by heart: whoever looks takes
  /// the number first.
  package var organizationNumber: Int { state.organizationNumber }

  /// Which settings the tenant can have.
  package var settingsBook: SettingsBook { state.settingsBook }

  /// Runs SQL of the caller's own on the writer, outside the rules: statistics.
  package func direct<Result>(
    limit: RequestLimit = .none, _ body: (Database) throws -> Result
  ) throws -> Result {
    try writing(limit) { db in try writer.connection().during(limit) { try body(db) } }
  }
}
