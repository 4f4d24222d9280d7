import EntityModel
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// PATCH by an alternate key of an object that may not be there: `create-if-missing` makes it (graph-platform 1.6).
struct UpsertRequest {
  let target: Target
  let hop: PathPlan.Hop
  private let source: RowSource
  private let key: Property
  private let value: String

  /// nil when the client does not prefer it, or the place does not allow it; then what is missing is an error.
  init?(_ target: Target, _ hop: PathPlan.Hop) {
    guard target.context.preferences.createsIfMissing, target.context.method == .patch,
      Self.isAllowed(target.path),
      case .row(let source, .property(let name)) = hop.kind,
      let key = hop.type.properties.first(where: { $0.storedName == name }),
      let index = hop.keyIndex, index < target.keys.values.count
    else { return nil }
    (self.target, self.hop, self.source, self.key) = (target, hop, source, key)
    value = target.keys.values[index]
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
    object.members.removeAll { $0.name.lowercased() == key.name.lowercased() }
    object[key.name] = .string(value)
    return .object(object)
  }
}
