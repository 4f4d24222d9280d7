import GRDB
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
  let connections: StoreConnections
  /// What makes the tables, indexes and views of an empty database.
  let creationSQL: [String]
  private let caches: CacheBudget
  /// The place among the holders of caches.
  private let placeAmongCaches = Lock<Int?>(nil)
  let placeAmongOpen: OpenStores.Place
  let afterPosting = Lock<(@Sendable () -> Void)?>(nil)
  private let afterClosing = Lock<(@Sendable () -> Void)?>(nil)

  /// Changes with the tables: a database of another version is refused, never half understood.
  private static let version = "8"

  /// - Throws: `StoreError` for a file that is no database of this program and version; `StorageFailure`.
  package init(
    path: String, schema: StoreSchema, rules: RuleBook, extensions: [StoreExtension],
    durability: Durability = .normal, layer: String = DatabaseFile.usualLayer,
    identifiers: IdentifierSource,
    caches: CacheBudget = CacheBudget(), open: OpenStores = OpenStores(),
    clock: @escaping @Sendable () -> Duration = Trace.monotonicTime
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
      Outbox.creationSQL + schema.creationSQL + extensions.flatMap(\.creationSQL)
      + extensions.flatMap(\.views).map(\.creationSQL) + schema.missingViewSQL + schema.statisticsSQL
    self.creationSQL = creationSQL
    let place = open.place()
    let opening = ConnectionOpening(
      disk: disk, configuration: configuration, caches: caches, hasOpened: place.woke)
    let writer = try opening.first()
    isNew = try disk.use(writer.systemError) {
      try writer.queue.inDatabase { db in try Self.create(creationSQL, db, path) }
    }
    state = try disk.use(writer.systemError) {
      try writer.queue.inDatabase { db in
        let state = TenantState(
          lastKey: try Self.lastKey(schema, db), settings: try EmulatorTable.settings(db),
          of: SettingsBook(extensions.compactMap(\.settings)), identifiers: identifiers)
        identifiers.course = try RandomCourse.kept(state.settings.engine, db)
        return state
      }
    }
    let readers = ConnectionPool(clock: clock, open: opening.reader)
    let connections = StoreConnections(
      disk: disk, readers: readers, earlier: EarlierStates(readers),
      writer: Writer(writer, clock: clock, open: opening.writer), turnstile: Turnstile(),
      clock: clock)
    (self.disk, self.isUnfinished, self.connections) = (disk, isUnfinished, connections)
    placeAmongOpen = place
    note(try direct(whatWaits))
    disk.watch()
    placeAmongCaches.withLock { $0 = caches.join(connections.giveHalf) }
    place.join(OpenStores.Member(lastUse: { connections.lastUse }, rest: connections.rest))
  }

  var readers: ConnectionPool { connections.readers }
  var writer: Writer { connections.writer }
  var earlier: EarlierStates { connections.earlier }

  /// Connections are closed before others hear of it: SQLite removes files by their names then.
  deinit {
    placeAmongCaches.withLock { $0.map(caches.leave) }
    placeAmongOpen.leave()
    connections.end()
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
    try checkVersion(db, path)
    return try EmulatorTable.value(.loaded, db) == nil
  }

  static func checkVersion(_ db: Database, _ path: String) throws {
    let found = try EmulatorTable.value(.schema, db) ?? "none"
    guard found == version else { throw StoreError.otherVersion(path: path, found: found) }
  }

  static func lastKey(_ schema: StoreSchema, _ db: Database) throws -> Int64 {
    let keys = try schema.tables.filter { !$0.isView }
      .map { try Int64.fetchOne(db, sql: "SELECT max(key) FROM \(quoted($0.name))") ?? 0 }
    return max(keys.max() ?? 0, try ChangeLog.lastRetiredKey(db))
  }
}
