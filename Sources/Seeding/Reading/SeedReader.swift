import EntityModel
import GraphStore
import JSON
import Tenants

/// Reads the documents of a load into objects, in the order of the text, and checks everything that can be checked
/// without the store.
struct SeedReader {
  let model: EntityModel
  let members: SeedMembers
  private(set) var objects: [SeedObject] = []
  private(set) var options: SeedOptions
  private(set) var ignored: [String] = []
  var identifiers = SeedIdentifiers()
  private(set) var file = ""
  /// By type, what objects show of the single values that they contain.
  private var ways: [String: [String: (value: String, name: String)]] = [:]

  init(of tenant: Tenant) {
    model = tenant.store.schema.model
    members = SeedMembers(model: model, schema: tenant.store.schema)
    options = SeedOptions(tenant.store.settingsBook, tenant.applicationChecks)
  }

  mutating func read(_ document: SeedDocument) throws(SeedMistake) {
    file = document.name
    for member in try document.object().members { try readRoot(member, "$.\(member.name)") }
  }

  mutating func waysToValues(of type: StructuredType) -> [String: (value: String, name: String)] {
    if let known = ways[type.name] { return known }
    let found = members.ofValues(type)
    ways[type.name] = found
    return found
  }

  mutating func ignore(_ path: String) { ignored.append("\(file): \(path)") }

  func mistake(_ path: String, _ message: String) -> SeedMistake {
    SeedMistake(file: file, path: path, message)
  }

  // MARK: The root

  private mutating func readRoot(_ member: JSONObject.Member, _ path: String) throws(SeedMistake) {
    if let part = SeedOptions.Part(rawValue: member.name) {
      return try options.merge(member.value, into: part, file: file, path: path)
    }
    if member.name.hasPrefix("@odata.") { return }
    guard let element = model.containerElement(member.name), element.name == member.name,
      let type = model.type(element.type), element.traits.isSeedable
    else { throw mistake(path, "a seed has no '\(member.name)'") }
    switch element.kind {
    case .entitySet where type.traits.isView: ignore(path)
    case .entitySet: try readCollection(member.value, type, .home, set: element.name, path)
    case .singleton:
      guard !element.traits.isCaller else { throw mistake(path, "a seed has no '\(member.name)'") }
      let place = members.schema.place(ofSingleton: element.name)
      try readSingleton(member.value, type, name: element.name, place, set: element.name, path)
    }
  }

  private mutating func readCollection(
    _ value: JSONValue, _ type: StructuredType, _ place: SeedPlace, set: String, _ path: String
  ) throws(SeedMistake) {
    for (index, element) in try elements(value, path).enumerated() {
      objects += try object(element, type, place, set: set, "\(path)[\(index)]").all
    }
  }

  /// A collection may be absent, as null is in answers.
  func elements(_ value: JSONValue, _ path: String) throws(SeedMistake) -> [JSONValue] {
    switch value {
    case .array(let elements): return elements
    case .null: return []
    case .bool, .number, .string, .object: throw mistake(path, "an array expected, not \(value.kindName)")
    }
  }

  // MARK: Below singletons

  /// A singleton, or a single value below one: an object of its own only where more than navigation is said of it.
  private mutating func readSingleton(
    _ value: JSONValue, _ type: StructuredType, name: String, _ place: ContainedPlace, set: String,
    _ path: String
  ) throws(SeedMistake) {
    guard case .object(let object) = value else {
      throw mistake(path, "an object expected, not \(value.kindName)")
    }
    var own: [JSONObject.Member] = []
    for member in object.members {
      let memberPath = "\(path).\(member.name)"
      switch members.kind(of: member.name, in: type) {
      case .nested(let navigation) where !members.isDerived(navigation):
        try readBelowSingleton(member.value, navigation, of: set, memberPath)
      case .derived: ignore(memberPath)
      case .passed: continue
      case .property(let property) where property.name == "id": continue
      case .property: own.append(member)
      case .annotation, .bind, .nested, .navigating, .referenceID, .deletedMoment, .elsewhere, .dynamic,
        .unknown:
        throw mistake(memberPath, "\(set) has no '\(member.name)' in a seed")
      }
    }
    guard !own.isEmpty else { return }
    let row = JSONValue.object(JSONObject(own))
    objects += try self.object(row, type, .single(name: name, nil, place), set: set, path).all
  }

  private mutating func readBelowSingleton(
    _ value: JSONValue, _ navigation: NavigationProperty, of parent: String, _ path: String
  ) throws(SeedMistake) {
    guard let target = model.type(navigation.target) else { return }
    let (set, place) = ("\(parent)/\(navigation.name)", place(of: navigation, below: parent))
    if navigation.isCollection {
      return try readCollection(
        navigation.traits.wellKnown.listed(value), target, collectionPlace(navigation, target, place),
        set: target.traits.home ?? set, path)
    }
    guard !value.isNull else { return }
    guard target.properties.contains(where: { $0.name != "id" }), place.name == nil else {
      return try readSingleton(value, target, name: navigation.name, place, set: set, path)
    }
    objects += try object(value, target, .single(name: navigation.name, nil, place), set: set, path).all
  }

  private func collectionPlace(
    _ navigation: NavigationProperty, _ target: StructuredType, _ place: ContainedPlace
  ) -> SeedPlace {
    if navigation.traits.holdsDeleted { return .deleted }
    return target.traits.home == nil || place.name != nil ? .contained(nil, place) : .home
  }

  private func place(of navigation: NavigationProperty, below path: String) -> ContainedPlace {
    switch members.schema.storage(of: navigation, in: model) {
    case .contained(let place)?: place.below(path)
    case .shared(let shared)? where shared.match.isAll: shared.place
    case .shared?, .reference?, .inverse?, .link?, .inverseLink?, .home?, .deleted?, nil: .only
    }
  }
}
