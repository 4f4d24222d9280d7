import EntityModel
import GRDB
import GraphStore
import JSON
import OData

/// Stores the objects of one load.
///
/// Keys are given out in the order of the text, and so the order of creation is that of the text, although an
/// object may be stored later: once everything that it refers to is there.
struct SeedLoad {
  let objects: [SeedObject]
  let transaction: WriteTransaction
  private(set) var index = SeedIndex()
  private var isEmpty: [String: Bool] = [:]
  private var report = SeedReport()

  /// How many objects may be on their way because each refers to the next. Further ones get the key of an object
  /// that is stored later, which nobody sees before the load has ended.
  private static let depthLimit = 100

  init(objects: [SeedObject], transaction: WriteTransaction) {
    self.objects = objects
    self.transaction = transaction
  }

  private var model: EntityModel { transaction.model }

  mutating func run() throws -> SeedReport {
    for object in objects { try identify(object) }
    for object in objects where object.place.isInline { try identifyInline(object) }
    for object in objects { _ = try store(object, isLast: false, depth: 0) }
    for object in objects where object.progress == .waiting { _ = try store(object, isLast: true, depth: 0) }
    for object in objects { try link(object) }
    return report
  }

  private func table(of type: StructuredType) throws -> EntityTable {
    guard let table = transaction.schema.table(of: type) else { throw StoreError.unknownType(type.name) }
    return table
  }
}

// MARK: Identity

extension SeedLoad {
  /// Finds out whether an object exists, and gives it its place in the order of creation.
  private mutating func identify(_ object: SeedObject) throws {
    guard !object.place.isInline else { return object.key = transaction.reserveKey() }
    let table = try table(of: object.draft.type)
    if try !becomesChange(of: earlier(object, table), object), let key = try stored(object, table) {
      object.key = key
      object.isChange = true
    }
    if object.key == 0 { object.key = transaction.reserveKey() }
    guard object.earlier == nil else { return }
    register(object, table)
  }

  private mutating func register(_ object: SeedObject, _ table: EntityTable) {
    if let id = object.identifier { index.add(object, id: id, owner: object.place.parent?.key, in: table) }
    guard !object.isAmongDeleted else { return }
    for name in object.draft.type.naming {
      guard let value = object.draft.properties[name]?.stringValue else { continue }
      index.add(object, property: name, value: value, in: table)
    }
  }

  private func becomesChange(of earlier: SeedObject?, _ object: SeedObject) throws -> Bool {
    guard let earlier else { return false }
    guard earlier.file != object.file else {
      let name = object.draft.id.map { "the id '\($0)'" } ?? "the same name"
      throw object.mistake("\(earlier.draft.path) has \(name), too")
    }
    object.earlier = earlier
    object.key = earlier.key
    object.isChange = true
    return true
  }

  /// The object of this load that is the same one.
  private func earlier(_ object: SeedObject, _ table: EntityTable) -> SeedObject? {
    if let id = object.identifier, let found = index.object(id: id, owner: object.place.parent?.key, in: table) {
      return found
    }
    guard object.draft.id == nil, !object.isAmongDeleted else { return nil }
    return object.draft.type.naming.lazy.compactMap { name in
      object.draft.properties[name]?.stringValue.flatMap { index.object(name, is: $0, in: table) }
    }.first
  }

  /// Key of the stored object that is the same one.
  private mutating func stored(_ object: SeedObject, _ table: EntityTable) throws -> Int64? {
    guard try !isEmpty(table) else { return nil }
    if let id = object.identifier {
      let id = Guid.normalizedIdentifier(id)
      let owner = object.place.parent?.key
      let found = try table.hasOwner
        ? transaction.entities(table, where: "owner IS ? AND id = ?", [owner, id])
        : transaction.entities(table, where: "id = ?", [id])
      if let first = found.first { return first.key }
    }
    guard object.draft.id == nil, !object.isAmongDeleted else { return nil }
    for name in object.draft.type.naming {
      guard let value = object.draft.properties[name]?.stringValue else { continue }
      if let found = try transaction.entity(name, is: value, in: table) { return found.key }
    }
    return nil
  }

  /// Whether the table had no rows when the load began, so that nothing need be looked up.
  private mutating func isEmpty(_ table: EntityTable) throws -> Bool {
    if let known = isEmpty[table.name] { return known }
    let row = try Row.fetchOne(transaction.db, sql: "SELECT 1 FROM \(quoted(table.name)) LIMIT 1")
    isEmpty[table.name] = row == nil
    return row == nil
  }

  /// An inline object with an id that nothing else has is the object itself.
  private mutating func identifyInline(_ object: SeedObject) throws {
    guard let id = object.draft.id else { return }
    let table = try table(of: object.draft.type)
    if index.object(id: id, in: table) != nil { return }
    index.add(object, id: id, owner: nil, in: table)
  }
}

// MARK: Storing

extension SeedLoad {
  /// - Parameter isLast: what is not there yet will not come.
  /// - Returns: whether the object is stored now.
  private mutating func store(_ object: SeedObject, isLast: Bool, depth: Int) throws -> Bool {
    switch object.progress {
    case .stored: return true
    case .underWay: return false
    case .waiting: guard isLast else { return false }
    case .untouched: break
    }
    guard depth < Self.depthLimit else { return false }
    object.progress = .underWay
    let isStored = try storeWithParts(object, isLast: isLast, depth: depth + 1)
    object.progress = isStored ? .stored : .waiting
    return isStored
  }

  private mutating func storeWithParts(_ object: SeedObject, isLast: Bool, depth: Int) throws -> Bool {
    for needed in [object.place.parent, object.earlier].compactMap(\.self) {
      guard try store(needed, isLast: isLast, depth: depth) else { return try missing(needed, of: object, isLast) }
    }
    if object.place.parent?.isMention == true {
      object.isMention = true
      return true
    }
    if object.place.isInline, try mention(object, isLast: isLast, depth: depth) { return true }
    // What is not found yet may be made by a rule, or stand for something that comes later.
    if object.place.isInline, !isLast, object.draft.id == nil { return false }
    guard let references = try references(of: object, isLast: isLast, depth: depth) else { return false }
    try explaining(object) { try object.isChange ? change(object, references) : insert(object, references) }
    return true
  }

  private func missing(_ needed: SeedObject, of object: SeedObject, _ isLast: Bool) throws -> Bool {
    guard isLast else { return false }
    throw object.mistake("needs \(needed.draft.path), which needs it in turn")
  }

  private func explaining(_ object: SeedObject, _ body: () throws -> Void) throws {
    do { try body() } catch let error as GraphError {
      throw object.mistake(error.message)
    } catch let conflict as StoreConflict {
      throw SeedMistake(conflict, file: object.file, path: object.draft.path)
    }
  }

  private mutating func insert(_ object: SeedObject, _ references: [String: Int64?]) throws {
    var new = NewEntity(draft: object.draft, type: object.draft.type, owner: object.place.parentKey)
    new.key = object.key
    new.id = object.identifier
    new.references = references.compactMapValues(\.self)
    if object.isAmongDeleted { new.deleted = object.deleted ?? transaction.moment.seconds }
    for member in object.draft.properties.members { new.properties[member.name] = member.value }
    do {
      let entity = try transaction.insert(new)
      report.created += 1
      if object.identifier == nil { register(object, as: entity, try table(of: entity.type)) }
    } catch StoreConflict.duplicateIdentifier(let id, let type) where object.identifier == nil {
      // The id that rules made of the content is that of an object that an earlier load made of the same.
      let found = try transaction.entity(id: id, owner: object.place.parentKey, table(of: type))
      guard let found, found.key < objects.first?.key ?? 0 else {
        throw StoreConflict.duplicateIdentifier(id: id, type: type)
      }
      object.key = found.key
      try change(object, references)
    }
  }

  private mutating func register(_ object: SeedObject, as entity: Entity, _ table: EntityTable) {
    index.add(object, id: entity.id, owner: entity.owner, in: table)
  }

  private mutating func change(_ object: SeedObject, _ references: [String: Int64?]) throws {
    let table = try table(of: object.draft.type)
    guard let old = try transaction.entity(key: object.key, in: table) else {
      throw object.mistake("there is no such object")
    }
    guard old.type.isKind(of: object.draft.type) else {
      throw object.mistake("'\(old.id)' is a \(old.type.shortName), no \(object.draft.type.shortName)")
    }
    let draft = object.draft
    guard !draft.properties.isEmpty || !references.isEmpty || !draft.annotations.isEmpty else { return }
    try transaction.update(old, saying: draft) { entity in
      for member in draft.properties.members { entity.set(member) }
      for (name, key) in references { entity.references[name] = key }
    }
    report.changed += 1
  }
}

// MARK: References

extension SeedLoad {
  /// Keys by property, nil for a reference to clear; or nil when something is not there yet.
  private mutating func references(
    of object: SeedObject, isLast: Bool, depth: Int
  ) throws -> [String: Int64?]? {
    var keys: [String: Int64?] = [:]
    if case .referring(let column, let parent) = object.place { keys[column] = parent.object?.key }
    for reference in object.references where !reference.navigation.isCollection {
      guard let target = reference.targets.first else {
        keys[reference.navigation.storedName] = .some(nil)
        continue
      }
      guard let key = try key(of: target, reference, at: 0, object, isLast: isLast, depth: depth) else { return nil }
      keys[reference.navigation.storedName] = key
    }
    for inline in object.inline {
      guard case .referred(let column) = inline.place else { continue }
      guard try store(inline, isLast: isLast, depth: depth) else {
        _ = try missing(inline, of: object, isLast)
        return nil
      }
      keys[column] = inline.key
    }
    return keys
  }

  private mutating func key(
    of target: SeedReference.Target, _ reference: SeedReference, at index: Int, _ object: SeedObject, isLast: Bool,
    depth: Int
  ) throws -> Int64? {
    let named = try named(target, reference, at: index, object)
    if let other = self.index.find(named) {
      if other !== object, try store(other, isLast: isLast, depth: depth) { return other.key }
      guard reference.navigation.isRequired, other !== object else { return other.key }
      _ = try missing(other, of: object, isLast)
      return nil
    }
    if let entity = try transaction.find(named) { return entity.key }
    guard isLast else { return nil }
    throw object.mistake("no \(named.type.shortName) '\(named.value)'", at: reference.path(of: index))
  }

  private func named(
    _ target: SeedReference.Target, _ reference: SeedReference, at index: Int, _ object: SeedObject
  ) throws -> NamedObject {
    let path = reference.path(of: index)
    guard let named = try NamedObject(target, reference.navigation, transaction) else {
      let text = switch target { case .path(let text), .identifier(let text): text }
      throw object.mistake("'\(text)' is no path of an object", at: path)
    }
    return named
  }

  /// Whether an inline object stands for one that exists, which it then only mentions.
  private mutating func mention(_ object: SeedObject, isLast: Bool, depth: Int) throws -> Bool {
    let table = try table(of: object.draft.type)
    if let id = object.draft.id, let other = index.object(id: id, in: table), other !== object {
      guard try store(other, isLast: isLast, depth: depth) || !isLast else {
        _ = try missing(other, of: object, isLast)
        return false
      }
      object.key = other.key
    } else if let entity = try transaction.existing(object.draft) {
      object.key = entity.key
    } else {
      return false
    }
    object.isMention = true
    if case .referring(let column, let parent) = object.place { try refer(object, column, parent) }
    return true
  }

  /// Sets the reference of a mentioned object to the one that it is nested in.
  private func refer(_ object: SeedObject, _ column: String, _ parent: SeedParent) throws {
    guard let entity = try transaction.entity(key: object.key, in: table(of: object.draft.type)),
      let key = parent.object?.key, entity.references[column] != key
    else { return }
    _ = try explainingResult(object) { try transaction.update(entity) { $0.references[column] = key } }
  }

  private func explainingResult<Result>(_ object: SeedObject, _ body: () throws -> Result) throws -> Result {
    do { return try body() } catch let error as GraphError {
      throw object.mistake(error.message)
    } catch let conflict as StoreConflict {
      throw SeedMistake(conflict, file: object.file, path: object.draft.path)
    }
  }
}
