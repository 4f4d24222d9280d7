import EntityModel

/// Finds the places that `SameAs` names.
struct SharedPlaces {
  let model: EntityModel
  let containments: Containments
  let tables: [String: EntityTable]
  /// The links of a collection that leads elsewhere.
  let link: (StructuredType, NavigationProperty) -> LinkTable

  /// nil where there is no such place: then the navigation property leads to objects of its own.
  func storage(of navigation: NavigationProperty, in type: StructuredType) -> NavigationStorage? {
    guard let shared = navigation.traits.sameAs, let first = shared.path.first else { return nil }
    let names = Array(shared.path.dropFirst())
    if let holder = shared.holder { return self.holder(holder, in: first, of: type).map { .shared($0) } }
    if let property = shared.property {
      return match(shared, property, type).flatMap { place(first, names, $0, of: navigation) }.map {
        .shared($0)
      }
    }
    if let element = model.containerElement(first) { return all(element, names, of: navigation) }
    guard names.count == 1 else { return below(names, of: type).map { .shared($0) } }
    guard shared.joined.isEmpty else {
      return .contained(.either(shared.joined.compactMap { place($0, of: type)?.name }))
    }
    return place(names[0], of: type).map { .contained($0) }
  }

  /// By what a property says.
  private func match(
    _ shared: SharedContainment, _ property: [String], _ type: StructuredType
  ) -> SharedPlace.Match? {
    if let through = shared.through { return linked(property, through) }
    return tables[type.name].map {
      shared.isByMember ? .member(property, of: $0) : .property(property, of: $0)
    }
  }

  /// `owner of groups/members`: links that are there from the beginning.
  private func linked(_ property: [String], _ names: [String]) -> SharedPlace.Match? {
    guard names.count == 2, let type = model.containerElement(names[0]).flatMap({ model.type($0.type) }),
      let navigation = type.navigationProperty(names[1]), navigation.isCollection, !navigation.containsTarget,
      let declaring = model.type(navigation.declaringType), let table = tables[type.name]
    else { return nil }
    let link = link(declaring, navigation)
    return link.isLate || link.isView ? nil : .linked(property, table, link)
  }

  /// `connections`, `deviceAppManagement/managedAppPolicies`: all objects of a set, or of what a singleton contains.
  private func all(
    _ element: ContainerElement, _ names: [String], of navigation: NavigationProperty
  ) -> NavigationStorage? {
    guard element.kind == .singleton else {
      return names.isEmpty && element.type == navigation.target ? .home : nil
    }
    guard let start = model.type(element.type), let place = place(names, below: start, at: element.name),
      place.name != nil
    else { return nil }
    return .shared(SharedPlace(match: .all, owner: .nobody, place: place))
  }

  private func holder(_ names: [String], in first: String, of type: StructuredType) -> SharedPlace? {
    names.count == 1 ? container(names[0], in: first, of: type) : holder(names, in: first)
  }

  /// `microsoft.graph.calendar of events`: the object of the type that contains the one before.
  private func container(_ name: String, in owner: String, of type: StructuredType) -> SharedPlace? {
    guard let table = tables[type.name], table.hasOwner,
      let place = model.type(owner).flatMap({ place(name, of: $0) })
    else { return nil }
    return SharedPlace(match: .container(of: table, place), owner: .nobody, place: .only)
  }

  /// `teams of members/user`: those of a set which contain an object that refers to the one before. What refers to it may be
  /// of a derived type.
  private func holder(_ names: [String], in set: String) -> SharedPlace? {
    guard names.count == 2, let type = model.containerElement(set).flatMap({ model.type($0.type) }),
      let held = type.navigationProperty(names[0]).flatMap({ model.type($0.target) }),
      let table = tables[held.name], table.references.contains(names[1]),
      let place = place(names[0], of: type)
    else { return nil }
    return SharedPlace(match: .holder(of: table, place, column: names[1]), owner: .nobody, place: .only)
  }

  private func place(
    _ first: String, _ names: [String], _ match: SharedPlace.Match, of navigation: NavigationProperty
  ) -> SharedPlace? {
    if let element = model.containerElement(first), let start = model.type(element.type) {
      // What is home to all objects of a type has no place.
      let isHome = model.type(navigation.target)?.traits.home == ([first] + names).joined(separator: "/")
      guard element.kind == .singleton, !isHome else {
        return isHome || names.isEmpty ? SharedPlace(match: match, owner: .nobody, place: .only) : nil
      }
      return place(names, below: start, at: first).map {
        SharedPlace(match: match, owner: .nobody, place: $0)
      }
    }
    guard names.count == 1, let owner = model.type(first), let place = place(names[0], of: owner) else {
      return nil
    }
    return SharedPlace(match: match, owner: .nearest(owner.name), place: place)
  }

  /// `calendar/events`: what a value contains that an object of the type contains; `conversations/threads`: what each of a
  /// collection does.
  private func below(_ names: [String], of type: StructuredType) -> SharedPlace? {
    guard names.count == 2, let value = type.navigationProperty(names[0]),
      let target = model.type(value.target), let table = tables[target.name],
      let first = place(names[0], of: type), let second = place(names[1], of: target)
    else { return nil }
    let match: SharedPlace.Match =
      value.isCollection ? .values(target, in: table, first) : .value(target, in: table, first)
    return SharedPlace(match: match, owner: .value, place: second)
  }

  private func place(_ name: String, of type: StructuredType) -> ContainedPlace? {
    guard let navigation = type.navigationProperty(name), let declaring = model.type(navigation.declaringType)
    else { return nil }
    return containments.place(navigation, of: declaring)
  }

  /// - Parameter path: where an object of the type is that has no row.
  private func place(_ names: [String], below type: StructuredType, at path: String) -> ContainedPlace? {
    guard let name = names.first else { return nil }
    guard names.count > 1 else { return place(name, of: type)?.below(path) }
    guard let target = type.navigationProperty(name).flatMap({ model.type($0.target) }) else { return nil }
    return place(Array(names.dropFirst()), below: target, at: path + "/" + name)
  }
}
