import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// Finds out which objects of a load exist, and gives the others their place in the order of creation.
struct SeedIdentification {
  let transaction: WriteTransaction
  private(set) var index = SeedIndex()
  private var isEmpty: [String: Bool] = [:]

  init(transaction: WriteTransaction) { self.transaction = transaction }

  mutating func identify(_ object: SeedObject) throws {
    guard !object.place.isInline else { return object.key = transaction.reserveKey() }
    let table = try transaction.table(object.draft.type.name)
    if let earlier = earlier(object, table) { return try become(object, changeOf: earlier) }
    if let key = try stored(object, table) {
      object.key = key
      object.isChange = true
    } else {
      object.key = transaction.reserveKey()
    }
    if let mark = object.mark {
      index.add(object, mark: mark, owner: object.owner, place: object.placeName, in: table)
    }
    if let id = object.identifier { index.add(object, id: id, in: table) }
    guard !object.isAmongDeleted else { return }
    for (name, value) in object.names { index.add(object, property: name, value: value, in: table) }
  }

  /// An inline object with an id that nothing else has is the object itself.
  mutating func identifyInline(_ object: SeedObject) throws {
    guard object.place.isInline, let id = object.draft.id else { return }
    let table = try transaction.table(object.draft.type.name)
    if index.object(id: id, in: table) == nil { index.add(object, id: id, in: table) }
  }

  // MARK: In the load

  /// The object of this load that is the same one.
  private func earlier(_ object: SeedObject, _ table: EntityTable) -> SeedObject? {
    if let mark = object.mark,
      let found = index.object(mark: mark, owner: object.owner, place: object.placeName, in: table)
    {
      return found
    }
    guard object.draft.id == nil, !object.isSingle, !object.isAmongDeleted else { return nil }
    return object.names.lazy.compactMap { index.object($0.property, is: $0.value, in: table) }.first
  }

  private func become(_ object: SeedObject, changeOf earlier: SeedObject) throws {
    guard earlier.file != object.file else {
      let what = object.draft.id.map { "the id '\($0)'" } ?? "the same name"
      throw object.mistake("\(earlier.draft.path) has \(what), too")
    }
    if object.isSingle, let id = object.draft.id { try give(id, of: object, to: earlier) }
    object.earlier = earlier
    object.key = earlier.key
    object.isChange = true
  }

  /// There is one single value of a name, and it has one id, whichever file says it. Where it is about bytes, the id may
  /// follow from those of the last one.
  private func give(_ id: String, of object: SeedObject, to earlier: SeedObject) throws {
    guard !object.draft.type.hasStream else { return }
    guard let known = earlier.singleID else { return earlier.laterID = id }
    guard Guid.normalizedIdentifier(known) == Guid.normalizedIdentifier(id) else {
      throw object.mistake("an earlier file gives it the id '\(known)'")
    }
  }

  // MARK: In the store

  /// Key of the stored object that is the same one.
  private mutating func stored(_ object: SeedObject, _ table: EntityTable) throws -> Int64? {
    guard try !isEmpty(table) else { return nil }
    if case .single(_, _, let place) = object.place {
      return try transaction.single(in: table, of: object.owner, at: place)?.key
    }
    if let id = object.identifier, let found = try stored(id, object, table) { return found.key }
    guard object.draft.id == nil, !object.isAmongDeleted else { return nil }
    for (name, value) in object.names {
      if let found = try transaction.entity(name, is: value, in: table) { return found.key }
    }
    return nil
  }

  /// Where objects belong to others there is an index by owner and id, and none by the id alone.
  private func stored(_ id: String, _ object: SeedObject, _ table: EntityTable) throws -> Entity? {
    guard table.hasOwner else {
      return try transaction.entities(table, where: "id = ?", [Guid.normalizedIdentifier(id)]).first
    }
    return try transaction.entity(id: id, owner: object.owner, place: object.placeName, in: table)
  }

  /// Whether the table had no rows when the load began, so that nothing need be looked up.
  private mutating func isEmpty(_ table: EntityTable) throws -> Bool {
    if let known = isEmpty[table.name] { return known }
    let sql = "SELECT 1 FROM \(quoted(table.name)) LIMIT 1"
    let hasRows = try transaction.isThere(table) && Row.fetchOne(transaction.db, sql: sql) != nil
    isEmpty[table.name] = !hasRows
    return !hasRows
  }
}

extension SeedObject {
  /// What it can be called by in place of its id.
  var names: [(property: String, value: String)] {
    draft.type.naming.compactMap { name in draft.properties[name]?.stringValue.map { (name, $0) } }
  }
}
