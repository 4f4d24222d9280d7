import EntityModel
import GraphStore
import JSON

/// What the members of an object in a seed are, by the model.
struct SeedMembers {
  let model: EntityModel
  let schema: StoreSchema

  enum Kind {
    /// An annotation of answers, or the type, which the object's binding looks at.
    case passed
    case annotation
    case bind(NavigationProperty)
    case nested(NavigationProperty)
    /// A complex property whose type has navigation properties.
    case navigating(Property, StructuredType)
    /// The id of what a navigation property refers to.
    case referenceID(NavigationProperty)
    case deletedMoment
    case property(Property)
    /// One that an open type does not declare.
    case dynamic
    /// Computed from other values: what a seed says of it does not count.
    case derived
    /// Objects that stand in another place in a seed.
    case elsewhere(place: String)
    case unknown
  }

  func kind(of name: String, in type: StructuredType) -> Kind {
    if name.utf8.contains(UInt8(ascii: "@")) { return annotation(name, type) }
    switch type.member(name) {
    case .property(let property): return kind(of: property, in: type)
    case .navigation(let navigation):
      return shared(navigation, of: type) ?? (isDerived(navigation) ? .derived : .nested(navigation))
    case nil: return type.dynamicName(name) != nil ? .dynamic : .unknown
    }
  }

  /// What came with further metadata shows objects of another place: a collection of those that name the object takes them.
  /// nil for what is no such place.
  private func shared(_ navigation: NavigationProperty, of type: StructuredType) -> Kind? {
    guard case .shared(let place)? = schema.storage(of: navigation, in: model),
      schema.isFurther(navigation, in: model), navigation.traits.window == nil,
      let path = navigation.traits.sameAs?.path
    else { return nil }
    if navigation.isCollection, place.match.property != nil || place.match.isAll {
      return .nested(navigation)
    }
    return .elsewhere(place: path.joined(separator: "/"))
  }

  /// What a type shows of a single value that it contains: `events`, which are those of `calendar`. By names the ways there.
  func ofValues(_ type: StructuredType) -> [String: (value: String, name: String)] {
    var ways: [String: (value: String, name: String)] = [:]
    for navigation in type.navigationProperties {
      guard let path = navigation.traits.sameAs?.path, path.count == 3, navigation.traits.window == nil,
        case .shared(let place)? = schema.storage(of: navigation, in: model), case .value = place.match
      else { continue }
      ways[navigation.name] = (path[1], path[2])
    }
    return ways
  }

  private func annotation(_ name: String, _ type: StructuredType) -> Kind {
    if name.hasPrefix("@emulator.") { return .annotation }
    if name.hasSuffix(Self.bind) {
      guard let navigation = type.navigationProperty(String(name.dropLast(Self.bind.count))) else {
        return .unknown
      }
      return isDerived(navigation) ? .derived : .bind(navigation)
    }
    let isOfAnswers = Self.ofAnswers.contains(name) || Self.ofMembers.contains { name.hasSuffix($0) }
    return isOfAnswers ? .passed : .unknown
  }

  private static let bind = "@odata.bind"
  private static let ofAnswers: Set = [
    "@odata.type", "@odata.context", "@odata.count", "@odata.nextLink", "@odata.etag", "@odata.id",
  ]
  private static let ofMembers = [
    "@odata.context", "@odata.associationLink", "@odata.navigationLink", "@odata.count", "@odata.nextLink",
    "@odata.type",
  ]

  private func kind(of property: Property, in type: StructuredType) -> Kind {
    if property.traits.isMaintained { return .derived }
    if let derived = property.traits.derived {
      if derived == "deletedDateTime" { return .deletedMoment }
      return property.mirroredReference.flatMap(type.navigationProperty).map(Kind.referenceID) ?? .derived
    }
    if case .structured(let name) = property.type.element, !property.type.isCollection,
      let complex = model.type(name),
      !complex.navigationProperties.isEmpty
    {
      return .navigating(property, complex)
    }
    return .property(property)
  }

  /// Whether what the navigation property leads to follows from other state: views, and inverses that hold no
  /// objects of their own, such as the groups that an object is a member of.
  func isDerived(_ navigation: NavigationProperty) -> Bool {
    guard let target = model.type(navigation.target), !navigation.traits.isView, !isView(target) else {
      return true
    }
    if showsAnother(navigation) { return true }
    switch schema.storage(of: navigation, in: model) {
    case .shared(let place)?: return !place.match.isAll
    case .inverseLink?, nil: return true
    // Whoever reports to a manager may be of several kinds, which their own sets hold.
    case .inverse?: return navigation.partner.flatMap(target.navigationProperty) == nil
    case .reference?, .link?, .contained?, .home?, .deleted?: return false
    }
  }

  /// Whether the collection shows what a single value is, as `photos` does of `photo`, or what several other ones have, or
  /// the single value the first of a collection.
  private func showsAnother(_ navigation: NavigationProperty) -> Bool {
    guard let shared = navigation.traits.sameAs, shared.path.count == 2 else { return false }
    let path = shared.path
    return !navigation.isCollection || !shared.joined.isEmpty
      || model.type(path[0])?.navigationProperty(path[1])?.isCollection == false
  }

  /// Whether the objects of the type come from a view, or have no rows at all.
  func isView(_ type: StructuredType) -> Bool { schema.table(of: type)?.isView ?? true }
}
