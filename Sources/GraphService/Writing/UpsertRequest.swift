import EntityModel
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// A change of an object that may not be there, which makes it: PATCH by an alternate key with `create-if-missing`
/// (graph-platform 1.6), and whatever the place says makes its items.
struct UpsertRequest {
  let target: Target
  let hop: PathPlan.Hop
  /// The client asked for it, and is told that there is a new object; else the answer is that to any change.
  let isPreferred: Bool
  private let source: RowSource
  /// Name of the property that the key of the path is a value of.
  private let keyName: String
  private let value: String

  /// nil when the client does not prefer it, or the place does not allow it; then what is missing is an error.
  init?(_ target: Target, _ hop: PathPlan.Hop) {
    guard case .row(let source, let lookup) = hop.kind, case .none = target.path.suffix,
      let index = hop.keyIndex, index < target.keys.values.count
    else { return nil }
    if let name = Self.alternateKey(target, hop, lookup) {
      (keyName, isPreferred) = (name, true)
    } else if let name = Self.givenKey(target, hop, lookup) {
      (keyName, isPreferred) = (name, false)
    } else {
      return nil
    }
    (self.target, self.hop, self.source) = (target, hop, source)
    value = target.keys.values[index]
  }

  private static func alternateKey(_ target: Target, _ hop: PathPlan.Hop, _ lookup: RowLookup) -> String? {
    guard target.context.preferences.createsIfMissing, target.context.method == .patch,
      isAllowed(target.path),
      case .property(let name) = lookup
    else { return nil }
    return hop.type.properties.first { $0.storedName == name }?.name
  }

  private static func givenKey(_ target: Target, _ hop: PathPlan.Hop, _ lookup: RowLookup) -> String? {
    guard case .identifier = lookup,
      hop.navigation?.traits.makingMethods.contains(target.context.method.name) == true
    else { return nil }
    return hop.type.traits.givenIdentifier
  }

  /// The new object, by the rules of its collection.
  func create(_ body: JSONValue, _ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> Entity
  {
    let collection = PathPlan.Collection(
      source: source, type: hop.type, navigation: hop.navigation, sources: hop.sources,
      name: hop.name)
    return try CreateRequest(target: target).create(
      named(body), collection, walked.aboveLast, transaction)
  }

  /// The set says so.
  private static func isAllowed(_ path: BoundPath) -> Bool {
    guard case .key? = path.steps.last else { return false }
    switch path.steps.dropLast().last {
    case .entitySet(let element, _): return element.traits.isUpsertable
    case .navigation(let navigation, _, _): return navigation.traits.isUpsertable
    case .singleton, .key, .cast, .complex, nil: return false
    }
  }

  /// The body with the key of the path: whoever asks by it again has to find the object.
  private func named(_ body: JSONValue) -> JSONValue {
    guard case .object(var object) = body else { return body }
    object.members.removeAll { $0.name.lowercased() == keyName.lowercased() }
    object[keyName] = .string(value)
    return .object(object)
  }
}
