import EntityModel
import GraphStore
import OData

/// A collection that hangs off an object, an object of it, or what a function lists, where subscriptions may be about it:
/// `me/mailFolders('inbox')/messages`, `chats/getAllMessages`.
struct SubscribedPlace {
  /// Stored name of the type whose objects have the collection, and what it is called there.
  let owner: String
  let navigation: String
  /// Key of the object that has it; nil: it hangs off what has no row, or whichever has one counts.
  let parent: Int64?
  /// Where what has no row is.
  let below: String?
  /// Key of the only object that counts; nil: all do.
  let object: Int64?
  /// What leads to the objects; of those of whichever object the names alone.
  let path: ObjectPath
  /// As `NotifiedChanges.quotesIds`.
  let quotesIds: Bool
}

extension SubscribedPlace {
  /// The rows that it has; nil where there is no such collection.
  func rows(_ transaction: WriteTransaction) throws -> WatchedRows? {
    let model = transaction.model
    guard let type = model.type(owner), let navigation = type.navigationProperty(navigation),
      let source = transaction.rows(of: navigation, from: type, below: below)
    else { return nil }
    if below != nil || parent != nil { return WatchedRows(source, of: .object(parent)) }
    return try WatchedRows(source, of: .any(transaction.table(owner)))
  }

  /// What leads to an object that is in it, or was.
  ///
  /// - Parameter key: of the object.
  func path(to id: String, key: Int64, _ transaction: WriteTransaction) throws -> ObjectPath {
    guard below == nil, parent == nil else { return path.of(id) }
    var (path, key) = (path.of(id), key)
    for (place, table) in try holders(transaction).enumerated().reversed() {
      guard let holder = try transaction.holder(of: key, in: table) else { return path }
      if place < path.segments.count - 1 { path.segments[place].id = holder.id }
      guard let owner = holder.owner else { return path }
      key = owner
    }
    return path
  }

  /// The tables of the objects on the way of names, the last of those that are told of.
  private func holders(_ transaction: WriteTransaction) throws -> [EntityTable] {
    let model = transaction.model
    guard let first = path.segments.first, let set = model.containerElement(first.name),
      var type = model.type(set.type)
    else { return [] }
    var tables = [try transaction.table(type.name)]
    for segment in path.segments.dropFirst() {
      guard let target = type.navigationProperty(segment.name).flatMap({ model.type($0.target) }) else {
        return []
      }
      tables.append(try transaction.table(target.name))
      type = target
    }
    return tables
  }
}
