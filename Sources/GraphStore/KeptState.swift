import GRDB
import JSON

/// What a store keeps in memory of its database, as that has it.
struct KeptState {
  var isNew = true
  var lastKey: Int64 = 0
  let settings: TenantSettings
  var course: RandomCourse?
  var waiting = Waiting()

  /// How it is read.
  struct Reading: Sendable {
    let schema: StoreSchema
    let rules: RuleBook
    let book: SettingsBook
    let path: String

    /// Of a database without anything in it.
    var nothing: KeptState { KeptState(settings: book.settings([:])) }

    func kept(_ db: Database) throws -> KeptState {
      try TenantStore.checkVersion(db, path)
      try schema.complete(db, path, with: schema.allColumns)
      let settings = book.settings(try EmulatorTable.settings(db))
      return KeptState(
        isNew: try EmulatorTable.value(.loaded, db) == nil, lastKey: try TenantStore.lastKey(schema, db),
        settings: settings, course: try RandomCourse.kept(settings.engine, db),
        waiting: try Waiting(rules, db))
    }
  }
}

/// What happens by itself after a transaction.
struct Waiting {
  var nextScheduled: Moment?
  var nextAwaited: Moment?
  var hasMessages = false
  var hasSteps = false

  /// Where nothing is, nothing waits.
  init() {}

  init(_ rules: RuleBook, _ db: Database) throws {
    let scheduled = try rules.scheduledRules.map { ($0.isAwaited, try $0.nextScheduled(db)) }
    nextScheduled = scheduled.compactMap(\.1).min()
    nextAwaited = scheduled.filter(\.0).compactMap(\.1).min()
    hasMessages = try Outbox.hasMessages(db)
    hasSteps = try rules.stepRules.contains { try $0.hasSteps(db) }
  }
}

extension TenantState {
  func note(_ waiting: Waiting) {
    countWrite()
    nextScheduled = waiting.nextScheduled
    nextAwaited = waiting.nextAwaited
    hasMessages = waiting.hasMessages
    hasSteps = waiting.hasSteps
  }

  /// Takes over what is in the database, whoever has written it. Keys that were given out stay given out.
  func take(_ kept: KeptState) {
    tables.forget()
    identifiers.course = kept.course
    raiseLastKey(to: kept.lastKey)
    noteOrganization()
    settings = kept.settings
    note(kept.waiting)
  }
}
