import EntityModel
import GraphStore
import OData

/// What a subscription is about: a set whose changes are tracked, an object of it, or the links of one of its tracked
/// collections: `users`, `/groups/{id}`, `groups/{id}/members`; or a collection that hangs off an object.
enum SubscribedResource {
  case set(SubscribedSet)
  case place(SubscribedPlace)

  /// - Throws: `GraphError` when nothing is told of it, or the object is not there.
  init(_ text: String, _ transaction: WriteTransaction) throws {
    let path = try ResourceText(text, transaction.model).path
    if let set = try SubscribedSet(path, transaction) {
      self = .set(set)
    } else if let place = try PlaceWalk.place(path, transaction) {
      self = .place(place)
    } else {
      throw SubscriptionError.resourceNotServed(text)
    }
  }
}

/// The text that says what a subscription is about.
struct ResourceText {
  let path: BoundPath
  /// What is shown of objects that are sent along: `$select=subject`; nil: what is shown of them everywhere.
  let selection: String?

  /// - Throws: `GraphError` for what is no path of the model, or has another option than a selection.
  init(_ text: String, _ model: EntityModel) throws {
    let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    selection = parts.count > 1 ? String(parts[1]) : nil
    if let selection {
      guard selection.lowercased().hasPrefix("$select="), !selection.contains(where: "&#".contains) else {
        throw SubscriptionError.resourceNotServed(text)
      }
    }
    do { path = try PathBinder.bind(try ResourcePath.parse(String(parts[0])), to: model) } catch {
      throw SubscriptionError.resourceNotServed(text)
    }
    if selection != nil, PlaceWalk.notified(path)?.minutesWithObjects == nil {
      throw SubscriptionError.resourceNotServed(text)
    }
  }

  /// How long a subscription may last at most, in minutes.
  ///
  /// - Parameter withObjects: they are sent along.
  /// - Throws: `GraphError` where they cannot be.
  func lifetime(withObjects: Bool) throws -> Int64 {
    guard let notified = PlaceWalk.notified(path) else { return SubscriptionRule.lifetime.longest }
    guard withObjects else { return notified.minutes }
    guard let minutes = notified.minutesWithObjects else { throw SubscriptionError.objectsNotServed }
    return minutes
  }
}

/// A set whose changes are tracked, an object of it, or the links of one of its tracked collections.
struct SubscribedSet {
  /// Name of the set.
  let set: String
  /// Key of the only object that counts; nil: all do.
  let object: Int64?
  /// Name of the only collection that counts; nil: all changes do.
  let navigation: String?

  /// - Returns: nil for a path to something else.
  /// - Throws: `GraphError` when the object is not there.
  init?(_ bound: BoundPath, _ transaction: WriteTransaction) throws {
    guard case .none = bound.suffix, case .entitySet(let element, let type)? = bound.steps.first,
      let tracking = element.changeTracking
    else { return nil }
    set = element.name
    let steps = bound.steps.dropFirst()
    guard let key = steps.first else {
      (object, navigation) = (nil, nil)
      return
    }
    guard case .key(let key) = key, steps.count < 3 else { return nil }
    if let step = steps.dropFirst().first {
      guard case .navigation(let link, _, _) = step, link.isCollection,
        tracking.navigationProperties.contains(link.name)
      else { return nil }
      navigation = link.name
    } else {
      navigation = nil
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
