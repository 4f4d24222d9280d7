import GRDB
import GraphContract
import JSON
import Locks

/// How hard an acknowledged write is: against a killed process, or against lost power too.
package enum Durability: Sendable {
  /// It goes with the process: nothing is ever waited for that the disk does.
  case process
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
  let durability: Durability
  let rules: RuleBook
  let connections: StoreConnections
  let template: StoreTemplate
  private let caches: CacheBudget
  /// The place among the holders of caches.
  private let placeAmongCaches = Lock<Int?>(nil)
  let placeAmongOpen: OpenStores.Place
  let afterPosting = Lock<(@Sendable () -> Void)?>(nil)
  private let afterClosing = Lock<(@Sendable () -> Void)?>(nil)

  /// - Parameter template: what a new one begins as; nil: what the schema and the extensions say.
  /// - Throws: `StoreError` for a file that is no database of this program and version; `StorageFailure`.
  package init(
    path: String, schema: StoreSchema, rules: RuleBook, extensions: [StoreExtension],
    template: StoreTemplate? = nil, durability: Durability = .normal,
    layer: String = DatabaseFile.usualLayer, identifiers: IdentifierSource,
    caches: CacheBudget = CacheBudget(), open: OpenStores = OpenStores(),
    clock: @escaping @Sendable () -> Duration = Trace.monotonicTime
  ) throws {
    disk = TenantDisk(DatabaseFile(path: path, layer: layer))
    (self.schema, self.rules, self.caches, self.durability) = (schema, rules, caches, durability)
    let template = template ?? StoreTemplate(schema, extensions)
    self.template = template
    placeAmongOpen = open.place()
    let beginning = try disk.file.prepare(isLasting: durability != .process) { try template.bytes }
    isUnfinished = beginning != .whole
    let opening = ConnectionOpening(
      disk: disk, configuration: Self.configuration(extensions, durability, path), caches: caches,
      late: schema.late,
      hasRoom: { [placeAmongOpen] in placeAmongOpen.hasRoom }, hasOpened: placeAmongOpen.woke)
    let first = try opening.first()
    let reading = KeptState.Reading(
      schema: schema, rules: rules, book: SettingsBook(extensions.compactMap(\.settings)), path: path)
    let kept = try beginning == .made ? reading.nothing : opening.reading(first, reading.kept)
    isNew = kept.isNew
    let state = TenantState(
      settings: kept.settings, of: reading.book, identifiers: identifiers, making: template.making)
    state.take(kept)
    self.state = state
    connections = StoreConnections(opening, first, clock: clock) { db in state.take(try reading.kept(db)) }
    join()
  }

  /// From here on others count on it.
  private func join() {
    let connections = connections
    disk.watch()
    placeAmongCaches.withLock { $0 = caches.join(connections.giveHalf) }
    placeAmongOpen.join(
      OpenStores.Member(
        lastUse: { connections.lastUse }, isOpen: { connections.areOpen }, rest: connections.rest,
        further: { connections.earlier.count / 2 }))
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

  private static func configuration(
    _ extensions: [StoreExtension], _ durability: Durability, _ path: String
  ) -> Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { db in
      // The databases of other programs are left as they are.
      guard try EmulatorTable.isThere(db) else { throw StoreError.foreign(path: path) }
      try db.execute(sql: "PRAGMA journal_mode = WAL")
      try db.execute(sql: "PRAGMA synchronous = \(durability.synchronous)")
      try db.execute(sql: "PRAGMA mmap_size = 268435456")
      try StoreTemplate.installFunctions(extensions, on: db)
    }
    return configuration
  }

  static func checkVersion(_ db: Database, _ path: String) throws {
    let found = try EmulatorTable.value(.schema, db) ?? "none"
    guard StoreTemplate.usableVersions.contains(found) else {
      throw StoreError.otherVersion(path: path, found: found)
    }
  }

  /// The highest key that was given out.
  static func lastKey(_ schema: StoreSchema, _ db: Database) throws -> Int64 {
    let there = try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'"))
    let tables = schema.tables.filter { !$0.isView && there.contains($0.name) }
    let keys = tables.map { "SELECT (SELECT max(key) FROM \(quoted($0.name)))" }
    // SQLite puts at most 500 queries together.
    let last = try stride(from: 0, to: keys.count, by: 200).compactMap { start in
      let some = keys[start..<min(start + 200, keys.count)].joined(separator: " UNION ALL ")
      return try Int64.fetchOne(db, sql: some + " ORDER BY 1 DESC LIMIT 1")
    }
    return max(last.max() ?? 0, try ChangeLog.lastRetiredKey(db))
  }
}

extension Durability {
  /// SQLite's word for it.
  fileprivate var synchronous: String {
    switch self {
    case .process: "OFF"
    case .normal: "NORMAL"
    case .full: "FULL"
    }
  }
}
