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

  /// What an object is as far as that decides who counts it.
  struct Row {
    /// Stored name.
    let type: String
    let owner: Int64?
    let place: String?
    let isDeleted: Bool
    let properties: JSONObject
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
  func counting(_ row: Row, _ schema: StoreSchema) -> [Holder: Set<String>] {
    var values: [Holder: Set<String>] = [:]
    for counted in found(schema).byType[row.type] ?? [] {
      guard let holder = counted.holder(of: row) else { continue }
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
    guard value.kind != .container, value.property == nil, let table = schema.table(of: type)
    else { return nil }
    switch schema.storage(of: value.navigation, in: schema.model) {
    case .contained(let place)?: relation = .owned(place)
    case .shared(let shared)?:
      guard let names = shared.match.property else { return nil }
      relation = .property(names, in: shared.place)
    case .reference?, .inverse?, .link?, .inverseLink?, .home?, .deleted?, nil: return nil
    }
    (self.property, holderType, self.table, exception) = (property, type.name, table, value.exception)
  }

  fileprivate func holder(of row: CountedContainments.Row) -> CountedContainments.Holder? {
    guard !row.isDeleted, exception.map({ row.properties[$0] != .bool(true) }) ?? true,
      let identity = identity(of: row)
    else { return nil }
    return CountedContainments.Holder(table: table.name, type: holderType, identity: identity)
  }

  private func identity(of row: CountedContainments.Row) -> CountedContainments.Holder.Identity? {
    switch relation {
    case .owned(let place): place.holds(row.place) ? row.owner.map { .key($0) } : nil
    case .property(let names, let place):
      place.holds(row.place)
        ? row.properties.value(at: names[...])?.stringValue.map { .id($0, owner: row.owner) } : nil
    }
  }
}
