import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// An object that a path between colons names (`root:/Folder/file.txt:/content`): where it is missing, its first bytes
/// make it, as the page "driveItem: put content" has it.
struct NamedFile {
  private let target: Target
  private let hop: PathPlan.Hop
  private let collection: PathPlan.Collection
  private let property: Property

  /// nil for an object that is found in another way, and for bytes that it is not about.
  init?(_ place: StreamPlace) {
    guard !place.properties.isEmpty, let hop = place.target.plan.hops.last, hop.keyIndex != nil,
      !hop.type.isAbstract, case .row(let source, .property(let name)) = hop.kind,
      case .names(_, let named)? = hop.type.traits.pathAddress, let property = hop.type.property(named),
      property.storedName == name
    else { return nil }
    (target, self.hop, self.property) = (place.target, hop, property)
    collection = PathPlan.Collection(
      source: source, type: hop.type, navigation: hop.navigation, sources: hop.sources, name: hop.name)
  }

  /// - Parameter walked: ends with the object that it is to be below.
  func make(_ walked: Resolver.Walked, _ transaction: WriteTransaction) throws -> Entity {
    let place = try CreationPlace(collection, parent: walked.parent, target.version)
    let writer = EntityWriter(model: target.version.model, transaction: transaction)
    var draft = Draft(type: hop.type)
    draft.properties[property.name] = .string(target.resolver(nil).key(hop))
    if let shared = place.shared {
      return try target.create(draft, shared, below: walked, with: writer, transaction)
    }
    return try writer.create(draft, owner: place.owner, place: place.name)
  }
}
