import EntityModel

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

  init(_ model: EntityModel) {
    let sets = model.container.map { Place(type: $0.type, name: nil, objects: $0.traits.wellKnown) }
    let contained = model.structuredTypes.flatMap { type in
      type.ownNavigationProperties.filter { !$0.traits.wellKnown.isEmpty }
        .map { Place(type: $0.target, name: $0.name, objects: $0.traits.wellKnown) }
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
