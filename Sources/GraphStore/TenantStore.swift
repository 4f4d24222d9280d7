package import GRDB
import GraphContract
import Locks

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

  let disk: TenantDisk
  /// It was not whole yet when it was opened.
  let isUnfinished: Bool
  let rules: RuleBook
  let writer: Connection
  /// Who wants to write waits here and not for the writer's queue, where nobody could stop waiting.
  private let turnstile = Turnstile()
  /// What makes the tables, indexes and views of an empty database.
  let creationSQL: [String]
  private let readers: ConnectionPool
  private let caches: CacheBudget
  /// The place among the holders of caches.
  private let place = Lock<Int?>(nil)
  private let afterClosing = Lock<(@Sendable () -> Void)?>(nil)

  /// Changes with the tables: a database of another version is refused, never half understood.
  private static let version = "7"

  /// - Throws: `StoreError` for a file that is no database of this program and version; `StorageFailure`.
  package init(
    path: String, schema: StoreSchema, rules: RuleBook, extensions: [StoreExtension],
    durability: Durability = .normal, layer: String = DatabaseFile.usualLayer, identifiers: IdentifierSource,
    caches: CacheBudget = CacheBudget(), clock: @escaping @Sendable () -> Duration = Trace.monotonicTime
  ) throws {
    let file = DatabaseFile(path: path, layer: layer)
    let disk = TenantDisk(file)
    let isUnfinished = try file.prepare()
    self.schema = schema
    self.rules = rules
    self.caches = caches
    let configuration = Self.configuration(extensions, durability) { db in
      try Self.checkOwner(db, path, mayBeEmpty: isUnfinished)
    }
    let creationSQL =
      schema.creationSQL + extensions.flatMap(\.creationSQL)
      + extensions.flatMap(\.views).map(\.creationSQL) + schema.missingViewSQL + schema.statisticsSQL
    self.creationSQL = creationSQL
    let writer = try disk.use { try Connection(file, configuration: configuration, caches: caches) }
    readers = ConnectionPool(clock: clock) {
      try disk.use(isReading: true) {
        do { return try Connection(file, configuration: configuration, caches: caches) } catch is StoreError {
          throw StorageFailure.damaged(path, "nothing of the tenant is in it any more")
        }
      }
    }
    isNew = try disk.use(writer.systemError) {
      try writer.queue.inDatabase { db in try Self.create(creationSQL, db, path) }
    }
    state = try disk.use(writer.systemError) {
      try writer.queue.inDatabase { db in
        TenantState(
          lastKey: try Self.lastKey(schema, db), settings: try EmulatorTable.settings(db),
          of: SettingsBook(extensions.compactMap(\.settings)), identifiers: identifiers)
      }
    }
    (self.disk, self.isUnfinished, self.writer) = (disk, isUnfinished, writer)
    note(try direct(whatWaits))
    disk.watch()
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

  /// - Parameter check: of the database before anything is done to it.
  private static func configuration(
    _ extensions: [StoreExtension], _ durability: Durability,
    _ check: @escaping @Sendable (Database) throws -> Void
  ) -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      try check(db)
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

  /// Leaves the databases of other programs as they are.
  private static func checkOwner(_ db: Database, _ path: String, mayBeEmpty: Bool) throws {
    let tables = try String.fetchSet(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
    guard tables.contains("emulator") || tables.isEmpty && mayBeEmpty else {
      throw StoreError.foreign(path: path)
    }
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
      note(waiting)
      guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
      return result
    }
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

  /// What happens by itself after a transaction.
  private struct Waiting {
    var nextScheduled: Moment?
    var hasSteps = false
  }

  private func whatWaits(_ db: Database) throws -> Waiting {
    Waiting(
      nextScheduled: try rules.scheduledRules.compactMap { try $0.nextScheduled(db) }.min(),
      hasSteps: try rules.stepRules.contains { try $0.hasSteps(db) })
  }

  private func note(_ waiting: Waiting) {
    state.nextScheduled = waiting.nextScheduled
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
