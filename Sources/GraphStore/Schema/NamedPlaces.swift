import EntityModel

/// The objects of a table that are there without a row (`NamedObject`).
struct NamedPlaces {
  /// By the name of the navigation property; those of sets by none.
  private(set) var objects: [String?: [NamedObject]] = [:]
  /// In the order of the model.
  private(set) var identifiers: [String] = []

  /// - Parameter family: the types that the table holds.
  init(of family: [StructuredType], _ model: EntityModel) {
    let names = Set(family.map(\.name))
    for element in model.container where names.contains(element.type) { add(element.traits.wellKnown, nil) }
    for type in model.structuredTypes {
      for navigation in type.navigationProperties
      where navigation.declaringType == type.name && names.contains(navigation.target) {
        add(navigation.traits.wellKnown, navigation.name)
      }
    }
  }

  private mutating func add(_ named: [NamedObject], _ place: String?) {
    guard !named.isEmpty else { return }
    objects[place, default: []] += named
    for object in named where !identifiers.contains(object.name) { identifiers.append(object.name) }
  }
}
