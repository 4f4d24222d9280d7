import EntityModel
import GRDB
import JSON

/// What a transaction still has to write into the change log.
struct PendingChanges {
  /// False while there is nobody whom a change could concern: the first load of a tenant.
  var isKept = true
  /// How many rows were written, and the number of the first.
  var logged = 0
  var first: Int64?
  /// The highest key of an object that went for good; 0 when none did.
  var retired: Int64 = 0
  /// Names of the computed properties with another value, by object and in the order of the first mention.
  var computed: [Int64: (table: String, names: [String])] = [:]
  var order: [Int64] = []
  /// The same of those whose values count what was written.
  var counted: [CountedContainments.Holder: Set<String>] = [:]
  var countedOrder: [CountedContainments.Holder] = []
}

extension WriteTransaction {
  /// What is written now is the beginning: nobody has seen anything before it.
  package func startHistory() { pendingChanges.isKept = false }

  /// Somebody may ask for what changes now.
  package var keepsHistory: Bool { pendingChanges.isKept }

  /// Notes that computed values of an object are others now; stored ones are noted by themselves.
  ///
  /// - Parameter names: of the properties; those that the object's type does not have mean nothing.
  package func noteChange(of key: Int64, in table: EntityTable, properties names: [String]) {
    guard pendingChanges.isKept else { return }
    if pendingChanges.computed[key] == nil { pendingChanges.order.append(key) }
    var noted = pendingChanges.computed[key] ?? (table.name, [])
    for name in names where !noted.names.contains(name) { noted.names.append(name) }
    pendingChanges.computed[key] = noted
  }

  /// nil when there are none.
  var loggedChanges: LoggedChanges? { pendingChanges.first.map { LoggedChanges(first: $0, db: db) } }

  func logComputedChanges() throws {
    for key in pendingChanges.order {
      guard let (table, names) = pendingChanges.computed[key] else { continue }
      try logChange(of: key, in: table, names.joined(separator: " "))
    }
    try logCounts()
  }

  /// Nothing of an object that is not there.
  func logChange(of key: Int64, in table: String, _ names: String) throws {
    let sql = """
      INSERT INTO change (moment, kind, object, type, id, names)
      SELECT ?, 'changed', key, type, id, ? FROM \(quoted(table)) WHERE key = ?
      """
    try log(sql, [moment.ticks, names, key])
  }

  /// Ends the log of this transaction.
  func pruneChanges() throws {
    if pendingChanges.retired > 0 { try ChangeLog.retire(pendingChanges.retired, db) }
    guard pendingChanges.logged > 0 else { return }
    try ChangeLog.prune(at: moment, written: pendingChanges.logged, db)
    try run(FormerRows.pruningSQL, changing: FormerRows.name)
  }
}

// MARK: What the store notes by itself

extension WriteTransaction {
  func noteInsert(_ entity: Entity) throws {
    trace?.add(TracedChange(kind: .inserted, type: entity.type.name, id: entity.id))
    noteCounts(from: nil, to: entity)
    guard isTracked(entity) else { return }
    try log(.created, entity)
    try noteReferences(of: entity, from: [:], to: entity.references)
  }

  func noteUpdate(_ old: Entity, _ new: Entity) throws {
    trace?.add(TracedChange(kind: .updated, type: new.type.name, id: new.id))
    noteCounts(from: old, to: new)
    guard isTracked(new) else { return }
    let names = Self.changedNames(old, new)
    let hasMoved = hasMoved(old, new)
    if old.deleted != nil, new.deleted == nil {
      try log(.restored, new, names)
    } else if !names.isEmpty || hasMoved {
      try log(.changed, new, names)
      if hasMoved { try keepFormer(old) }
    }
    try noteReferences(of: new, from: old.references, to: new.references)
  }

  func noteRemoval(_ entity: Entity) throws {
    trace?.add(TracedChange(kind: .removed, type: entity.type.name, id: entity.id))
    noteCounts(from: entity, to: nil)
    guard isTracked(entity) else { return }
    try log(.removed, entity)
    try keepFormer(entity)
  }

  /// Both ends must still be there.
  func noteLink(_ link: LinkTable, source: Int64, target: Int64) throws {
    guard pendingChanges.isKept, let tracked = schema.tracked.links[link.name] else { return }
    try log(tracked, source: source, target: target)
  }

  /// An object goes for good, and with it the links that lead to it.
  func noteLinks(to entity: Entity, in table: EntityTable) throws {
    guard pendingChanges.isKept else { return }
    for (name, link) in schema.tracked.links where try link.target == table.name && isThere(name) {
      let sql = "SELECT source FROM \(quoted(name)) WHERE target = ?"
      for source in try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [entity.key]) {
        try log(link, source: source, target: entity.key)
      }
    }
    for link in schema.tracked.references.values.joined()
    where try link.target == table.name && isThere(link.source) {
      let sql = "SELECT key FROM \(quoted(link.source)) WHERE \(quoted(link.name)) = ?"
      for source in try Int64.fetchAll(db.cachedStatement(sql: sql), arguments: [entity.key]) {
        try log(link, source: source, target: entity.key)
      }
    }
  }

  private func isTracked(_ entity: Entity) -> Bool {
    pendingChanges.isKept && schema.tracked.types.contains(entity.type.name)
  }

  private func noteReferences(of entity: Entity, from old: [String: Int64], to new: [String: Int64]) throws {
    for link in schema.tracked.references[entity.type.name] ?? [] where old[link.name] != new[link.name] {
      for target in [old[link.name], new[link.name]].compactMap(\.self) {
        try log(link, source: entity.key, target: target)
      }
    }
  }

  private static func changedNames(_ old: Entity, _ new: Entity) -> [String] {
    var names = new.columns.keys.filter { old.columns[$0] != new.columns[$0] }
    names += Set(old.references.keys).union(new.references.keys)
      .filter { old.references[$0] != new.references[$0] }
    guard old.properties != new.properties else { return names.sorted() }
    var values = Dictionary(old.properties.members.map { ($0.name, $0.value) }) { $1 }
    for member in new.properties.members where values.removeValue(forKey: member.name) != member.value {
      names.append(member.name)
    }
    return (names + values.keys).filter { $0.utf8.first != UInt8(ascii: "@") }.sorted()
  }

  // MARK: Where objects were

  private func hasMoved(_ old: Entity, _ new: Entity) -> Bool {
    guard let asked = schema.tracked.asked[new.type.name] else { return false }
    return old.owner != new.owner || old.place != new.place
      || asked.contains { old.properties[$0] != new.properties[$0] }
  }

  /// Keeps what places asked of a row, with the change that was logged last.
  private func keepFormer(_ old: Entity) throws {
    guard let asked = schema.tracked.asked[old.type.name] else { return }
    let sequence = db.lastInsertedRowID
    let properties = JSONObject(old.properties.members.filter { asked.contains($0.name) })
    try run(
      FormerRows.insertionSQL, addingTo: FormerRows.name,
      [sequence, old.key, old.id, old.type.name, old.owner, old.place, JSONValue.object(properties).text])
  }

  // MARK: Rows

  private func log(_ kind: ChangeLog.Kind, _ entity: Entity, _ names: [String] = []) throws {
    let sql = "INSERT INTO change (moment, kind, object, type, id, names) VALUES (?, ?, ?, ?, ?, ?)"
    try log(
      sql,
      [moment.ticks, kind.rawValue, entity.key, entity.type.name, entity.id, names.joined(separator: " ")])
  }

  private func log(_ link: TrackedChanges.Link, source: Int64, target: Int64) throws {
    let sql = """
      INSERT INTO change (moment, kind, object, type, id, names, target, targetType, targetId)
      SELECT ?, 'linked', s.key, s.type, s.id, ?, t.key, t.type, t.id
      FROM \(quoted(link.source)) s CROSS JOIN \(quoted(link.target)) t WHERE s.key = ? AND t.key = ?
      """
    try log(sql, [moment.ticks, link.name, source, target])
  }

  func log(_ sql: String, _ arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
    pendingChanges.logged += 1
    // A link whose ends are not both there leaves no row, and the number of an earlier one.
    if pendingChanges.first == nil, db.changesCount > 0 { pendingChanges.first = db.lastInsertedRowID }
  }
}
