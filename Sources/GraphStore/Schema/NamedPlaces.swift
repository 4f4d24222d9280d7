import EntityModel
import JSON

/// The places of a model that have objects without a row (`NamedObject`); there are few.
struct NamedPlaces {
  private struct Place {
    /// What the objects are.
    let type: String
    /// The navigation property; nil for a set.
    let name: String?
    let objects: [NamedObject]
  }

  private let places: [Place]
  /// Single values that have something from the beginning: their types, what leads to them, and that.
  private let singles: [(type: String, name: String, values: JSONObject)]

  init(_ model: EntityModel) {
    let sets = model.container.map { Place(type: $0.type, name: nil, objects: $0.traits.wellKnown) }
    let contained = model.structuredTypes.flatMap { type in
      type.ownNavigationProperties.filter { !$0.traits.wellKnown.isEmpty }
        .map { Place(type: $0.target, name: $0.name, objects: $0.traits.wellKnown) }
    }
    singles = model.structuredTypes.flatMap { type in
      type.ownNavigationProperties.filter { !$0.traits.initial.isEmpty }
        .map { ($0.target, $0.storedName, $0.traits.initial) }
    }
    places = sets.filter { !$0.objects.isEmpty } + contained
  }

  /// Those that a table holds, by the navigation property that has them; of sets by none.
  ///
  /// - Parameter family: the types of the table.
  func objects(of family: [StructuredType]) -> [String?: [NamedObject]] {
    guard !places.isEmpty else { return [:] }
    let names = Set(family.map(\.name))
    return Dictionary(places.filter { names.contains($0.type) }.map { ($0.name, $0.objects) }) { $0 + $1 }
  }

  /// What single values of a table have from the beginning, by the navigation property that has them. Where several types have
  /// one of that name and say different things of it, a row does not tell which of them has it.
  func initialValues(of family: [StructuredType]) -> [String: JSONObject] {
    guard !singles.isEmpty else { return [:] }
    let names = Set(family.map(\.name))
    let values = singles.filter { names.contains($0.type) }.map { ($0.name, $0.values) }
    return Dictionary(values) { $0 == $1 ? $0 : [:] }
  }

  /// Their ids, in the order of the model.
  func identifiers(of family: [StructuredType]) -> [String] {
    guard !places.isEmpty else { return [] }
    let names = Set(family.map(\.name))
    var found: [String] = []
    for object in places.filter({ names.contains($0.type) }).flatMap(\.objects)
    where !found.contains(object.name) {
      found.append(object.name)
    }
    return found
  }
}
