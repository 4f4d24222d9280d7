package import GRDB
import Synchronization

/// How hard an acknowledged write is: against a killed process, or against lost power too.
package enum Durability: String, Sendable, CaseIterable {
  case normal
  case full
}

/// The database of one tenant: one writer, and a read connection for each thread that reads at the same time.
///
/// A class because connections are handed out and taken back.
package final class TenantStore: Sendable {
  package let schema: StoreSchema
  package let state: TenantState
  /// True when opening it made it: nothing has been loaded yet.
  package let isNew: Bool

  let rules: RuleBook
  let writer: Connection
  /// Who wants to write waits here and not for the writer's queue, where nobody could stop waiting.
  private let turnstile = Turnstile()
  /// What makes the tables, indexes and views of an empty database.
  let creationSQL: [String]
  private let readers: ConnectionPool
  private let caches: CacheBudget
  /// The place among the holders of caches.
  private let place = Mutex<Int?>(nil)
  private let afterClosing = Mutex<(@Sendable () -> Void)?>(nil)

  /// Changes with the tables: a database of another version is refused, never half understood.
  private static let version = "6"

  /// - Throws: `StoreError.otherVersion`, `DatabaseError`.
  package init(
    path: String, schema: StoreSchema, rules: RuleBook, extensions: [StoreExtension],
    durability: Durability = .normal, identifiers: IdentifierSource, caches: CacheBudget = CacheBudget(),
    clock: @escaping @Sendable () -> Duration = Trace.monotonicTime
  ) throws {
    self.schema = schema
    self.rules = rules
    self.caches = caches
    let configuration = Self.configuration(extensions, durability)
    let creationSQL =
      schema.creationSQL + extensions.flatMap(\.creationSQL)
      + extensions.flatMap(\.views).map(\.creationSQL) + schema.missingViewSQL + schema.statisticsSQL
    self.creationSQL = creationSQL
    writer = try Connection(path: path, configuration: configuration, caches: caches)
    readers = ConnectionPool(clock: clock) {
      try Connection(path: path, configuration: configuration, caches: caches)
    }
    isNew = try writer.queue.inDatabase { db in try Self.create(creationSQL, db, path) }
    let lastKey = try writer.queue.inDatabase { db in try Self.lastKey(schema, db) }
    state = TenantState(
      lastKey: lastKey, settings: try writer.queue.inDatabase(EmulatorTable.settings),
      of: SettingsBook(extensions.compactMap(\.settings)), identifiers: identifiers)
    try writer.queue.inDatabase(noteWhatWaits)
    place.withLock {
      $0 = caches.join { [readers, writer, turnstile] in
        readers.giveHalf()
        // A writer that is busy gives its half when it looks for the next statement.
        do { try turnstile.pass(.trial) { writer.giveHalf() } } catch {}
      }
    }
  }

  /// Connections are closed before others hear of it: SQLite removes files by their names then.
  deinit {
    place.withLock { $0.map(caches.leave) }
    readers.end()
    // Somebody may just be asking for room.
    do { try turnstile.pass(.none) { writer.close() } } catch {}
    afterClosing.withLock { $0 }?()
  }

  /// Calls `body` once nobody uses the store any more and its database is closed.
  package func whenClosed(_ body: @escaping @Sendable () -> Void) { afterClosing.withLock { $0 = body } }

  private static func configuration(_ extensions: [StoreExtension], _ durability: Durability) -> Configuration
  {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = \(durability == .full ? "FULL" : "NORMAL")")
      try db.execute(sql: "PRAGMA mmap_size = 268435456")
      try db.add(function: TextFunction.fold)
      try db.add(function: TextFunction.instant)
      try db.installExpressionFunctions()
      for part in extensions { try part.functions(db) }
    }
    return configuration
  }

  /// True when the database was empty and now has its tables.
  private static func create(_ creationSQL: [String], _ db: Database, _ path: String) throws -> Bool {
    guard try db.tableExists("emulator") else {
      try db.inTransaction(.immediate) {
        try db.execute(sql: EmulatorTable.creationSQL)
        try EmulatorTable.setValue(.schema, version, db)
        for sql in ChangeLog.creationSQL + creationSQL { try db.execute(sql: sql) }
        return .commit
      }
      return true
    }
    let found = try EmulatorTable.value(.schema, db) ?? "none"
    guard found == version else { throw StoreError.otherVersion(path: path, found: found) }
    return try EmulatorTable.value(.loaded, db) == nil
  }

  private static func lastKey(_ schema: StoreSchema, _ db: Database) throws -> Int64 {
    let keys = try schema.tables.filter { !$0.isView }
      .map { try Int64.fetchOne(db, sql: "SELECT max(key) FROM \(quoted($0.name))") ?? 0 }
    return max(keys.max() ?? 0, try ChangeLog.lastRetiredKey(db))
  }
}

// MARK: Reading and writing

extension TenantStore {
  /// The value of a row, made at its first use.
  package func lastingValue(_ row: EmulatorRow, make: () -> String) throws -> String {
    try writing { db in
      if let value = try EmulatorTable.value(row, db) { return value }
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
    try readers.use { connection in
      let reader = Reader(connection: connection, settings: state.settings, trace: trace)
      guard isConsistent else { return try connection.during(limit) { try body(reader) } }
      return try connection.queue.inDatabase { db in
        try db.execute(sql: "BEGIN")
        // A read transaction has nothing to lose when its end fails.
        defer { try? db.execute(sql: "COMMIT") }
        return try connection.during(limit) { try body(reader) }
      }
    }
  }

  /// Closes read connections that nobody has used for a while.
  package func closeIdleConnections() { readers.closeIdle() }

  /// Has the writer to itself, once those who came earlier have had it.
  ///
  /// - Throws: `InterruptionFailure` when the limit is over before, and `TrialEnd`: nothing is written on trial.
  func writing<Result>(_ limit: RequestLimit = .none, _ body: (Database) throws -> Result) throws -> Result {
    guard !limit.isTrial else { throw TrialEnd() }
    return try turnstile.pass(limit) { try writer.queue.inDatabase(body) }
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
      let before = trace?.record
      trace?.listen(to: db)
      defer { trace?.stopListening(to: db) }
      var result: Result?
      var settings = state.settings
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
            result = try answer(changes, Reader(connection: writer, settings: settings, trace: trace))
          }
          return .commit
        }
      } catch {
        trace?.forget(since: before)
        throw error
      }
      state.settings = settings
      try noteWhatWaits(db)
      guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
      return result
    }
  }

  /// Moves what a large load wrote from the log into the database, so that reads look in one place.
  package func compact() throws {
    try writing { db in _ = try db.checkpoint(.truncate) }
  }

  /// Lets happen what is scheduled up to a moment, before the request of that moment is answered.
  ///
  /// - Parameter limit: of that request, which may wait for its turn no longer; what has begun is done to its end.
  package func runScheduled(at moment: Moment, limit: RequestLimit = .none, trace: Trace? = nil) throws {
    guard let next = state.nextScheduled, next <= moment else { return }
    try write(origin: .rule, moment: moment, limit: limit.ofSharedWork, trace: trace) { transaction, _ in
      for rule in rules.scheduledRules {
        try transaction.run(rule, .scheduled, of: next.seconds) { try rule.runScheduled(transaction) }
      }
    } answer: { _, _ in
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

  private func noteWhatWaits(_ db: Database) throws {
    state.nextScheduled = try rules.scheduledRules.compactMap { try $0.nextScheduled(db) }.min()
    state.hasSteps = try rules.stepRules.contains { try $0.hasSteps(db) }
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
