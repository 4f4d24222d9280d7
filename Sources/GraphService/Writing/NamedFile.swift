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
  /// What an object has an empty value in that is made on the way; nil: none is.
  private let container: String?

  /// nil for an object that is found in another way.
  init?(_ target: Target) {
    guard case .object = target.plan.end, let hop = target.plan.hops.last else { return nil }
    self.init(target, hop)
  }

  /// The same of an object on the way.
  private init?(_ target: Target, _ hop: PathPlan.Hop) {
    guard hop.keyIndex != nil, !hop.type.isAbstract, case .row(let source, .property(let name)) = hop.kind,
      case .names(_, let named, let container)? = hop.type.traits.pathAddress,
      let property = hop.type.property(named), property.storedName == name
    else { return nil }
    (self.target, self.hop, self.property) = (target, hop, property)
    self.container = container.flatMap(hop.type.property)?.storedName
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
  ///
  /// - Parameter values: what it has beside its name.
  func placed(
    _ walked: Resolver.Walked, _ transaction: WriteTransaction, _ values: JSONObject = [:]
  ) throws -> PlacedDraft {
    let place = try CreationPlace(collection, parent: walked.parent, target.version)
    let writer = EntityWriter(model: target.version.model, transaction: transaction)
    var draft = Draft(type: hop.type, properties: values)
    draft.properties[property.storedName] = .string(target.resolver(nil).key(hop))
    guard let shared = place.shared else { return PlacedDraft(draft, owner: place.owner, place: place.name) }
    return try target.placed(
      draft, shared, of: collection.navigation, below: walked, with: writer, transaction)
  }
}

extension NamedFile {
  /// What the walk of a PUT of bytes does about objects between colons that are missing on the way to theirs; nil for other
  /// requests.
  static func making(
    _ target: Target, _ transaction: WriteTransaction
  ) -> ((PathPlan.Hop, Resolver.Walked) throws -> Reader.Located?)? {
    guard target.context.method == .put, case .stream(let properties) = target.path.suffix,
      !properties.isEmpty,
      NamedFile(target) != nil
    else { return nil }
    return { hop, walked in
      try NamedFile(target, hop)?.makeContainer(walked, transaction).map {
        Reader.Located(key: $0.key, id: $0.id, type: $0.type.name)
      }
    }
  }

  /// - Returns: nil where the model says nothing of what it would be.
  private func makeContainer(_ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> Entity? {
    guard let container else { return nil }
    let writer = EntityWriter(model: target.version.model, transaction: transaction)
    return try writer.create(placed(walked, transaction, [container: .object([:])]))
  }
}
