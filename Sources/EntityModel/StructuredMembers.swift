/// The properties of a structured type, and its members by name: made when one is first asked for, since most types of a
/// published document never are.
///
/// A class because it is put in place once, by whichever thread is first.
final class StructuredMembers: Sendable {
  let properties: [Property]
  let propertiesWithDefault: [Property]
  /// By name in lower case.
  let byName: [String: Member]
  /// Members under the other names that bodies may use.
  let otherNames: [String: Member]
  /// By stored name.
  let positions: [String: Int]

  init(_ properties: [Property], _ navigationProperties: [NavigationProperty]) {
    self.properties = properties
    propertiesWithDefault = properties.filter {
      $0.defaultValue != nil && $0.traits.derived == nil && $0.name != "id"
    }
    var byName: [String: Member] = [:]
    for property in properties { byName[property.name.lowercased()] = .property(property) }
    for navigation in navigationProperties { byName[navigation.name.lowercased()] = .navigation(navigation) }
    self.byName = byName
    otherNames = Self.otherNames(of: properties, navigationProperties)
    positions = Dictionary(properties.enumerated().map { ($1.storedName, $0) }) { first, _ in first }
  }

  private static func otherNames(
    of properties: [Property], _ navigationProperties: [NavigationProperty]
  ) -> [String: Member] {
    var names: [String: Member] = [:]
    for property in properties {
      for name in property.traits.otherNames { names[name.lowercased()] = .property(property) }
    }
    for navigation in navigationProperties {
      for name in navigation.traits.otherNames { names[name.lowercased()] = .navigation(navigation) }
    }
    return names
  }
}
