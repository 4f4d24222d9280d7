import EntityModel
import JSON
import Synchronization

/// Which values of tracked objects follow from what others are, and so change when one of these comes, goes or becomes another:
/// `unreadItemCount` of a folder with each message.
///
/// A class, since they are looked for when something is first written: no start needs the properties of all types.
final class CountedContainments: Sendable {
  private let known = AtomicLazyReference<Found>()

  private final class Found: Sendable {
    let byType: [String: [Counted]]

    init(_ byType: [String: [Counted]]) { self.byType = byType }
  }

  /// A value, and how an object is one of those that it counts.
  fileprivate struct Counted: Sendable {
    /// Stored name.
    let property: String
    let holderType: String
    let table: EntityTable
    let relation: Relation
    let exception: String?
  }

  fileprivate enum Relation: Sendable {
    case owned(ContainedPlace)
    /// They say the id of the holder there.
    case property([String], in: ContainedPlace)
  }

  /// Whose values count an object.
  struct Holder: Hashable {
    enum Identity: Hashable {
      case key(Int64)
      case id(String, owner: Int64?)
    }

    let table: String
    let type: String
    let identity: Identity
  }

  /// The values that count an object as it is, by their holder.
  func counting(_ entity: Entity, _ schema: StoreSchema) -> [Holder: Set<String>] {
    var values: [Holder: Set<String>] = [:]
    for counted in found(schema).byType[entity.type.name] ?? [] {
      guard let holder = counted.holder(of: entity) else { continue }
      values[holder, default: []].insert(counted.property)
    }
    return values
  }

  private func found(_ schema: StoreSchema) -> Found {
    known.load() ?? known.storeIfNil(Found(Self.search(schema)))
  }

  private static func search(_ schema: StoreSchema) -> [String: [Counted]] {
    var byType: [String: [Counted]] = [:]
    for type in schema.tracked.types.sorted().compactMap({ schema.model.type($0) }) {
      for property in type.properties {
        guard let value = property.traits.derived.flatMap({ ContainmentValue($0, schema.model) }),
          // Types below it have the same one.
          value.type.name == type.name, let target = schema.model.type(value.navigation.target),
          let counted = Counted(property.storedName, value, of: type, schema)
        else { continue }
        for counting in schema.model.family(of: target) { byType[counting.name, default: []].append(counted) }
      }
    }
    return byType
  }
}

extension CountedContainments.Counted {
  fileprivate init?(
    _ property: String, _ value: ContainmentValue, of type: StructuredType, _ schema: StoreSchema
  ) {
    guard value.kind != .container, let table = schema.table(of: type) else { return nil }
    switch schema.storage(of: value.navigation, in: schema.model) {
    case .contained(let place)?: relation = .owned(place)
    case .shared(let shared)?:
      guard let names = shared.match.property else { return nil }
      relation = .property(names, in: shared.place)
    case .reference?, .inverse?, .link?, .inverseLink?, .home?, .deleted?, nil: return nil
    }
    (self.property, holderType, self.table, exception) = (property, type.name, table, value.exception)
  }

  fileprivate func holder(of entity: Entity) -> CountedContainments.Holder? {
    guard entity.deleted == nil, exception.map({ entity.bool($0) != true }) ?? true,
      let identity = identity(of: entity)
    else { return nil }
    return CountedContainments.Holder(table: table.name, type: holderType, identity: identity)
  }

  private func identity(of entity: Entity) -> CountedContainments.Holder.Identity? {
    switch relation {
    case .owned(let place):
      return place.holds(entity.place) ? entity.owner.map { .key($0) } : nil
    case .property(let names, let place):
      guard place.holds(entity.place), let id = entity.properties.value(at: names[...])?.stringValue else {
        return nil
      }
      return .id(id, owner: entity.owner)
    }
  }
}
