import EntityModel
import GraphContract
import GraphStore
import OData
import Tenants

/// Stores the objects of one load.
///
/// Keys are given out in the order of the text, and so the order of creation is that of the text, although an
/// object may be stored later: once everything that it refers to is there.
struct SeedLoad {
  let objects: [SeedObject]
  let transaction: WriteTransaction
  var index = SeedIndex()
  var report = SeedReport()
  /// What was stored before the load has lower keys.
  let firstKey: Int64

  /// How many objects may be on their way because each refers to the next. Further ones get the key of an object
  /// that is stored later, which nobody sees before the load has ended.
  private static let depthLimit = 100

  init(objects: [SeedObject], transaction: WriteTransaction) {
    self.objects = objects
    self.transaction = transaction
    firstKey = transaction.reserveKey()
  }

  mutating func run() throws -> SeedReport {
    var identification = SeedIdentification(transaction: transaction)
    for object in objects { try identification.identify(object) }
    for object in objects { try identification.identifyInline(object) }
    index = identification.index
    for object in objects { _ = try store(object, isLast: false, depth: 0) }
    for object in objects { _ = try store(object, isLast: true, depth: 0) }
    for object in objects { try SeedLinks(load: self).link(object) }
    return report
  }

  func table(of object: SeedObject) throws -> EntityTable { try transaction.table(object.draft.type.name) }

  // MARK: Order

  /// - Parameter isLast: what is not there yet will not come.
  /// - Returns: whether the object is stored now.
  mutating func store(_ object: SeedObject, isLast: Bool, depth: Int) throws -> Bool {
    switch object.progress {
    case .stored: return true
    case .underWay: return false
    case .waiting: guard isLast else { return false }
    case .untouched: break
    }
    guard depth < Self.depthLimit else { return false }
    object.progress = .underWay
    let isStored = try storeAfterNeeded(object, isLast: isLast, depth: depth + 1)
    object.progress = isStored ? .stored : .waiting
    return isStored
  }

  private mutating func storeAfterNeeded(_ object: SeedObject, isLast: Bool, depth: Int) throws -> Bool {
    for needed in [object.place.parent, object.earlier].compactMap(\.self) {
      guard try require(needed, for: object, isLast: isLast, depth: depth) else { return false }
    }
    if object.place.parent?.isMention == true {
      object.isMention = true
      return true
    }
    if object.place.isInline {
      if try mention(object, isLast: isLast, depth: depth) { return true }
      // It may stand for something that is still to come, or that a rule makes.
      if object.draft.id == nil, !isLast { return false }
    }
    guard let references = try references(of: object, isLast: isLast, depth: depth) else { return false }
    try object.explaining { try object.isChange ? change(object, references) : insert(object, references) }
    return true
  }

  /// Stores what an object cannot be without.
  mutating func require(
    _ needed: SeedObject, for object: SeedObject, isLast: Bool, depth: Int
  ) throws -> Bool {
    if try store(needed, isLast: isLast, depth: depth) { return true }
    guard isLast else { return false }
    throw object.mistake("needs \(needed.draft.path), which needs it in turn")
  }

  /// Whether an inline object stands for one that exists, which it then only mentions.
  private mutating func mention(_ object: SeedObject, isLast: Bool, depth: Int) throws -> Bool {
    if let id = object.draft.id, let other = index.object(id: id, in: try table(of: object)), other !== object
    {
      guard try require(other, for: object, isLast: isLast, depth: depth) else { return false }
      object.key = other.key
    } else if let entity = try transaction.existing(object.draft) ?? ofEarlierLoad(object) {
      object.key = entity.key
    } else {
      return false
    }
    object.isMention = true
    return true
  }

  /// The object that the same text made before.
  private func ofEarlierLoad(_ object: SeedObject) throws -> Entity? {
    try object.contentID.flatMap { try transaction.entity(id: $0, in: table(of: object)) }
  }
}

extension SeedObject {
  /// Runs what stores the object; what is wrong is told with the object's place.
  func explaining(_ body: () throws -> Void) throws {
    do { try body() } catch let error as GraphError {
      // Some rules know the place within the object themselves.
      guard !error.message.hasPrefix("$") else { throw SeedMistake(file: file, error.message) }
      throw mistake(error.message)
    } catch let conflict as StoreConflict {
      throw SeedMistake(conflict, file: file, path: draft.path)
    }
  }
}
