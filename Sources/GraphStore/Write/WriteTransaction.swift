package import EntityModel
package import GRDB
package import JSON
package import OData

/// One request's changes: everything that writes goes through it, so that the rules see all of it.
///
/// A class because the rules of one request share it.
package final class WriteTransaction {
  /// Who makes a change, which decides whether the checks that guard a client's request apply to it.
  package enum Origin: Sendable {
    case request
    case seed
    /// A rule, or something that became due: nobody asked for the change.
    case rule
  }

  package let db: Database
  package let schema: StoreSchema
  /// Who asked for the transaction.
  private let initiator: Origin
  /// A rule makes the change at hand by itself.
  private var followsRule = false
  /// The moment of the request, on the tenant's clock.
  package let moment: Moment
  package let tenant: TenantState
  /// nil when nobody listens.
  package let trace: Trace?
  let rules: RuleBook
  /// The tenant's settings, as the transaction has set them so far.
  package private(set) var settings: TenantSettings
  /// Key of the signed-in user's object, when the caller stands for one; whoever runs the transaction sets it.
  package var caller: Int64?
  /// Nobody said who asks: the caller is the one that the tenant's settings name.
  package var callerIsAssumed = false
  /// What the caller's permissions are enough for is what concerns the caller alone.
  package var callerActsForOneself = false
  /// Id of the application that asks by itself, as its token tells it; whoever runs the transaction sets it.
  package var clientApplication: String?
  /// What the caller may do; nil where nothing is known of it. Whoever runs the transaction sets it.
  package var rights: (any CallerRights)?
  /// What a seed says of the object that is being changed, its annotations among it.
  package internal(set) var changingDraft: Draft?
  /// What endpoints outside have said; see `answers(of:)`.
  package var endpointAnswers: [String: EndpointAnswer] = [:]
  /// How many messages it has put into the outbox, and how many waited there before; nil: not counted yet.
  var postedMessages = 0
  var messagesBefore: Int?
  private(set) var changesOrganization = false
  var pendingChanges = PendingChanges()
  /// Keys of the objects that are being removed, since two may contain each other.
  var removing: Set<Int64> = []
  /// Names of the tables and indexes that there are; nil: nobody has asked yet.
  var knownTables: Set<String>?
  /// Names of tables that have all their indexes.
  var grownTables: Set<String> = []
  private var states: [ObjectIdentifier: AnyObject] = [:]

  init(
    db: Database, schema: StoreSchema, rules: RuleBook, origin: Origin, moment: Moment, tenant: TenantState,
    settings: TenantSettings, trace: Trace? = nil
  ) {
    self.db = db
    self.schema = schema
    self.rules = rules
    initiator = origin
    self.moment = moment
    self.tenant = tenant
    self.trace = trace
    self.settings = settings
  }

  package var model: EntityModel { schema.model }

  /// Who makes the change at hand; see `asRule`.
  package var origin: Origin { followsRule ? .rule : initiator }

  /// The whole transaction is the load of a seed, whoever makes the change at hand.
  package var loadsSeed: Bool { initiator == .seed }

  /// What a rule remembers until the end of the request, made at its first use.
  package func state<State: AnyObject>(_ type: State.Type, _ make: () -> State) -> State {
    if let state = states[ObjectIdentifier(type)] as? State { return state }
    let state = make()
    states[ObjectIdentifier(type)] = state
    return state
  }

  /// Takes all settings back to their defaults, which count from here on; random ids begin anew where they are seeded.
  package func resetSettings() throws {
    tenant.identifiers.course = nil
    try set(tenant.settingsBook.settings([:]))
  }

  /// Gives the tenant other settings, which count from here on; null takes one back to its default.
  ///
  /// - Parameter changes: checked by the tenant's `SettingsBook`.
  package func change(settings changes: JSONObject) throws {
    try set(tenant.settingsBook.settings(settings, changedBy: changes))
  }

  private func set(_ settings: TenantSettings) throws {
    try EmulatorTable.setValue(.settings, JSONValue.object(settings.values).text, db)
    try set(course: settings.engine)
    self.settings = settings
    try asRule {
      for rule in rules.settingsRules {
        try run(rule, .didChangeSettings, of: "") { try rule.didChangeSettings(self) }
      }
    }
  }

  /// Another seed begins its course, or goes on with it where the tenant had it before.
  private func set(course settings: EngineSettings) throws {
    guard settings.randomSeed != tenant.identifiers.course?.seed else { return }
    try tenant.identifiers.course?.keep(db)
    tenant.identifiers.course = try RandomCourse.kept(settings, db)
  }

  /// Whoever knows the tenant's organization by heart has to look again once this is written.
  package func noteOrganization() { changesOrganization = true }

  /// A key for an object that is inserted later, so that the order of creation is that of the reservations.
  package func reserveKey() -> Int64 { tenant.nextKey() }

  /// The key that an object is going to have, settled from here on.
  package func settleKey(of new: inout NewEntity) -> Int64 {
    let key = new.key ?? reserveKey()
    new.key = key
    return key
  }

  /// Runs changes that a rule makes by itself, past the checks that guard a client's request.
  package func asRule<Result>(_ body: () throws -> Result) rethrows -> Result {
    let before = followsRule
    followsRule = true
    defer { followsRule = before }
    return try body()
  }

  /// Runs the rules that look at the whole request, ends the log of its changes, and lets the rules see them that look
  /// at those.
  func finish() throws {
    try asRule {
      for rule in rules.commitRules { try run(rule, .willCommit, of: "") { try rule.willCommit(self) } }
      try logComputedChanges()
      if let changes = loggedChanges {
        for rule in rules.changeRules { try run(rule, .didLog, of: "") { try rule.didLog(changes, self) } }
      }
    }
    try pruneChanges()
  }
}

// MARK: Finding

extension WriteTransaction {
  package func entity(key: Int64, in table: EntityTable) throws -> Entity? {
    try first(table, "key = ?", [key])
  }

  /// The live object with that id.
  package func entity(id: String, in table: EntityTable) throws -> Entity? {
    try first(table, "id = ?" + liveCondition(table), [Guid.normalizedIdentifier(id)])
  }

  /// The child of `owner` with that id.
  ///
  /// - Parameter anywhere: in whatever place of its owner.
  package func entity(
    id: String, owner: Int64?, place: String? = nil, in table: EntityTable, anywhere: Bool = false
  ) throws -> Entity? {
    let condition = "owner IS ? AND id = ?"
    let arguments: StatementArguments = [owner, Guid.normalizedIdentifier(id)]
    guard table.hasPlace, !anywhere else { return try first(table, condition, arguments) }
    return try first(table, condition + " AND place IS ?", arguments + [place])
  }

  /// The live object whose property has that value, ignoring case.
  package func entity(_ property: String, is value: String, in table: EntityTable) throws -> Entity? {
    try first(table, "\(table.foldedSQL(property)) = fold(?)" + liveCondition(table), [value])
  }

  /// The same of one type alone: others of the table may have a property of that name as well.
  package func entity(
    _ property: String, is value: String, type: StructuredType, in table: EntityTable
  ) throws -> Entity? {
    let condition = "\(table.foldedSQL(property)) = fold(?) AND type = ?" + liveCondition(table)
    return try first(table, condition, [value, type.name])
  }

  /// All live objects that a condition holds for, in order of creation.
  package func entities(
    _ table: EntityTable, where condition: String, _ arguments: StatementArguments = [], limit: Int = -1
  ) throws -> [Entity] {
    try entities(table, sql: table.entitySQL(where: condition, limit: limit), arguments)
  }

  /// - Parameter sql: made once of `EntityTable.entitySQL` by whoever asks often.
  package func entities(
    _ table: EntityTable, sql: String, _ arguments: StatementArguments
  ) throws -> [Entity] {
    guard try isThere(table) else { return [] }
    let rows = try Row.fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    return try rows.map { try table.entity(from: $0, model: model) }
  }

  /// The entity of a type by its qualified name; the table is looked up.
  package func table(_ type: String) throws -> EntityTable {
    guard let type = model.type(type), let table = schema.table(of: type) else {
      throw StoreError.unknownType(type)
    }
    return table
  }

  private func first(
    _ table: EntityTable, _ condition: String, _ arguments: StatementArguments
  ) throws -> Entity? {
    guard try isThere(table) else { return nil }
    let sql = "SELECT \(table.entityColumns) FROM \(quoted(table.name)) WHERE \(condition) LIMIT 1"
    return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
      .map { try table.entity(from: $0, model: model) }
  }

  private func liveCondition(_ table: EntityTable) -> String {
    table.isSoftDeleted ? " AND deleted IS NULL" : ""
  }
}
