import EntityModel
import GraphStore
import JSON

/// What the directory's rules remember during one request.
///
/// A class because all rules of the request share it.
final class DirectoryWork {
  /// Objects whose values a membership rule may ask for.
  var changedObjects: Set<Int64> = []
  /// Groups whose membership rule or its state changed.
  var changedGroups: Set<Int64> = []
  /// The organization's first domain, once it was asked for: a seed asks with each user.
  var initialDomain: String?
  /// Domains of the names of seeded users, in order of appearance.
  var seededDomains: [String] = []
  /// Annotations of seeded deleted items, by id; resolved at the end because they may point forwards.
  var seededRestores: [(id: String, annotation: JSONObject)] = []
  /// More than zero while links are put aside with a deleted object, or come back with it.
  fileprivate var movesAside = 0

  static func of(_ transaction: WriteTransaction) -> DirectoryWork {
    transaction.state(DirectoryWork.self) { DirectoryWork() }
  }

  /// Links that go or come now belong to an object that is deleted or restored.
  var isMovingAside: Bool { movesAside > 0 }
}

extension WriteTransaction {
  /// Runs changes of links that belong to the deletion or the restoring of an object.
  func movingAside<Result>(_ body: () throws -> Result) rethrows -> Result {
    let work = DirectoryWork.of(self)
    work.movesAside += 1
    defer { work.movesAside -= 1 }
    return try asRule(body)
  }

  /// The link table of that name.
  func linkTable(_ name: String) throws -> LinkTable {
    guard let link = schema.links.first(where: { $0.name == name }) else {
      throw StoreError.unknownType(name)
    }
    return link
  }

  /// A type of the model by its qualified name.
  func structuredType(_ name: String) throws -> StructuredType {
    guard let type = model.type(name) else { throw StoreError.unknownType(name) }
    return type
  }

  func liveObject(key: Int64) throws -> Entity? {
    try entity(key: key, in: table(DirectoryType.object)).flatMap { $0.deleted == nil ? $0 : nil }
  }
}
