import EntityModel
import GRDB

extension WriteTransaction {
  /// Notes the values of other objects that count the one which is written, or do so no more.
  func noteCounts(from old: Entity?, to new: Entity?) {
    guard pendingChanges.isKept else { return }
    let before = old.map { schema.counted.counting($0.counted, schema) } ?? [:]
    let after = new.map { schema.counted.counting($0.counted, schema) } ?? [:]
    guard before != after else { return }
    for holder in Set(before.keys).union(after.keys) {
      let names = before[holder, default: []].symmetricDifference(after[holder, default: []])
      guard !names.isEmpty else { continue }
      if pendingChanges.counted[holder] == nil { pendingChanges.countedOrder.append(holder) }
      pendingChanges.counted[holder, default: []].formUnion(names)
    }
  }

  /// A holder that has gone meanwhile is told by that alone.
  func logCounts() throws {
    for holder in pendingChanges.countedOrder {
      let names = pendingChanges.counted[holder, default: []].sorted().joined(separator: " ")
      if let key = try key(of: holder) {
        try logChange(of: key, in: holder.table, names)
      } else {
        try logNamed(holder, names)
      }
    }
  }

  private func key(of holder: CountedContainments.Holder) throws -> Int64? {
    switch holder.identity {
    case .key(let key): return key
    case .id(let id, let owner):
      guard try isThere(holder.table), let table = table(of: holder) else { return nil }
      // Where ids are names, objects of different owners have the same.
      let isOwn = table.named.isEmpty ? "" : " AND \(table.isOwnerSQL("coalesce(?2, 0)", ofKey: "h.key"))"
      let sql = "SELECT h.key FROM \(quoted(table.name)) h WHERE h.id = ?1\(isOwn)"
      return try Int64.fetchOne(
        db.cachedStatement(sql: sql), arguments: table.named.isEmpty ? [id] : [id, owner])
    }
  }

  /// One that is there without a row has a key that follows from its name.
  private func logNamed(_ holder: CountedContainments.Holder, _ names: String) throws {
    guard case .id(let id, let owner) = holder.identity,
      let key = table(of: holder)?.namedKey(id, owner: owner)
    else { return }
    let sql = "INSERT INTO change (moment, kind, object, type, id, names) VALUES (?, 'changed', ?, ?, ?, ?)"
    try log(sql, [moment.ticks, key, holder.type, id, names])
  }

  private func table(of holder: CountedContainments.Holder) -> EntityTable? {
    model.type(holder.type).flatMap(schema.table)
  }
}

extension Entity {
  fileprivate var counted: CountedContainments.Row {
    CountedContainments.Row(
      type: type.name, owner: owner, place: place, isDeleted: deleted != nil, properties: properties)
  }
}
