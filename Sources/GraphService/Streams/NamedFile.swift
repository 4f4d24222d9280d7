import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// An object that a path between colons names (`root:/Folder/file.txt:/content`): where it is missing, its first bytes
/// make it, as the page "driveItem: put content" has it.
struct NamedFile {
  let target: Target
  private let hop: PathPlan.Hop
  private let collection: PathPlan.Collection
  private let property: Property

  /// nil for an object that is found in another way, and for bytes that it is not about.
  init?(_ place: StreamPlace) {
    guard !place.properties.isEmpty else { return nil }
    self.init(place.target)
  }

  /// nil for an object that is found in another way.
  init?(_ target: Target) {
    guard case .object = target.plan.end, let hop = target.plan.hops.last, hop.keyIndex != nil,
      !hop.type.isAbstract, case .row(let source, .property(let name)) = hop.kind,
      case .names(_, let named)? = hop.type.traits.pathAddress, let property = hop.type.property(named),
      property.storedName == name
    else { return nil }
    (self.target, self.hop, self.property) = (target, hop, property)
    collection = PathPlan.Collection(
      source: source, type: hop.type, navigation: hop.navigation, sources: hop.sources, name: hop.name)
  }

  /// What becomes of it where there is one of that name.
  ///
  /// - Parameter body: what says so, if not the query.
  /// - Throws: `NameFailure`
  func conflict(_ body: JSONObject?, usual: NameConflict) throws -> NameConflict? {
    try .asked(of: hop.type, body, target.query, usual: usual)
  }

  /// - Parameter walked: ends with the object that it is to be below.
  func make(
    _ walked: Resolver.Walked, _ conflict: NameConflict?, _ transaction: WriteTransaction
  ) throws -> Entity {
    try EntityWriter(model: target.version.model, transaction: transaction, conflict: conflict)
      .create(placed(walked, transaction))
  }

  /// The same without making it.
  func placed(_ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> PlacedDraft {
    let place = try CreationPlace(collection, parent: walked.parent, target.version)
    let writer = EntityWriter(model: target.version.model, transaction: transaction)
    var draft = Draft(type: hop.type)
    draft.properties[property.storedName] = .string(target.resolver(nil).key(hop))
    guard let shared = place.shared else { return PlacedDraft(draft, owner: place.owner, place: place.name) }
    return try target.placed(
      draft, shared, of: collection.navigation, below: walked, with: writer, transaction)
  }
}
