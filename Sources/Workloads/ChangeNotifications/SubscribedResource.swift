import EntityModel
import GraphStore
import OData

/// What a subscription is about: a set whose changes are tracked, an object of it, or the links of one of its tracked
/// collections: `users`, `/groups/{id}`, `groups/{id}/members`.
struct SubscribedResource {
  /// Name of the set.
  let set: String
  /// Key of the only object that counts; nil: all do.
  let object: Int64?
  /// Name of the only collection that counts; nil: all changes do.
  let navigation: String?

  /// - Throws: `GraphError` when nothing is told of it, or the object is not there.
  init(_ text: String, _ transaction: WriteTransaction) throws {
    let model = transaction.model
    let bound: BoundPath
    do { bound = try PathBinder.bind(try ResourcePath.parse(text), to: model) } catch {
      throw SubscriptionError.resourceNotServed(text)
    }
    guard case .none = bound.suffix, case .entitySet(let element, let type)? = bound.steps.first,
      let tracking = element.changeTracking
    else { throw SubscriptionError.resourceNotServed(text) }
    set = element.name
    let steps = bound.steps.dropFirst()
    guard let key = steps.first else {
      (object, navigation) = (nil, nil)
      return
    }
    guard case .key(let key) = key, steps.count < 3 else { throw SubscriptionError.resourceNotServed(text) }
    navigation = try steps.dropFirst().first.map { step in
      guard case .navigation(let link, _, _) = step, link.isCollection,
        tracking.navigationProperties.contains(link.name)
      else { throw SubscriptionError.resourceNotServed(text) }
      return link.name
    }
    object = try Self.object(key, type, transaction).key
  }

  private static func object(
    _ key: KeyPredicate, _ type: StructuredType, _ transaction: WriteTransaction
  ) throws -> Entity {
    let (lookup, value) = RowLookup.of(key, type)
    guard let table = transaction.schema.table(of: type),
      let found = try transaction.entity(lookup, value, in: table), found.type.isKind(of: type)
    else { throw DirectoryError.notFound(value.shortened) }
    return found
  }
}

extension WriteTransaction {
  fileprivate func entity(_ lookup: RowLookup, _ value: String, in table: EntityTable) throws -> Entity? {
    switch lookup {
    case .identifier: try entity(id: value, in: table)
    case .property(let name): try entity(name, is: value, in: table)
    case .single, .caller, .nothing: nil
    }
  }
}
