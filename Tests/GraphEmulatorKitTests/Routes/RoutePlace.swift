import EntityModel
import Testing

/// Where a template leads, by the model alone, and how contexts name that (OData JSON 4.01, section 10).
///
/// Keys in the context are left open: `users('{}')/licenseDetails`.
struct RoutePlace {
  private(set) var type: StructuredType?
  /// The type of what the last key names.
  private(set) var keyed: StructuredType?
  /// The type that has the last navigation property, or that the operation is bound to.
  private(set) var owner: StructuredType?
  private(set) var isList = false
  /// The last navigation property leads to many objects.
  private var isCollection = false
  private(set) var operation: Operation?
  private(set) var isCount = false
  private(set) var isReferences = false
  /// Of the list, or of the object without `/$entity`.
  private var fragment = ""
  /// The result is no entity.
  private var isValue = false
  /// One for each owner, so that its place needs no key.
  private var isSingle = false
  private var isFirst = true
  private let model: EntityModel

  init(_ template: String, _ model: EntityModel) throws {
    self.model = model
    for segment in template.split(separator: "/") { try walk(String(segment)) }
  }

  /// What follows `$metadata#` in an answer.
  var context: String {
    if isReferences { return "Collection($ref)" }
    return isList || isValue ? fragment : item
  }

  /// The context of one item of a list.
  var item: String { fragment + "/$entity" }
}

// MARK: Whose errors it has

extension RoutePlace {
  /// The type that says how a method is refused here: a single reference is its owner's.
  var refusing: StructuredType? { operation != nil || isReferences && !isCollection ? owner : type }

  /// The type that says how a missing object is refused.
  var missing: StructuredType? { keyed ?? owner }
}

// MARK: Segments

extension RoutePlace {
  private mutating func walk(_ segment: String) throws {
    let name = String(segment.prefix { $0 != "(" })
    switch segment {
    case "$count": isCount = true
    case "$ref": isReferences = true
    case "$value": break
    case "me": enter(try #require(model.type("microsoft.graph.user")), "users", isList: false)
    case _ where segment.hasPrefix("{"): key()
    case _ where isFirst: try first(name)
    case _ where model.type(segment) != nil: cast(segment)
    default: try member(name)
    }
    // An alternate key.
    if segment.contains("='{"), operation == nil { key() }
    isFirst = false
  }

  private mutating func key() { (isList, keyed) = (false, type) }

  private mutating func enter(
    _ type: StructuredType, _ fragment: String, isList: Bool, isSingle: Bool = false
  ) {
    (self.type, self.fragment, self.isList, self.isSingle) = (type, fragment, isList, isSingle)
    isValue = false
  }

  private mutating func first(_ name: String) throws {
    let element = try #require(model.containerElement(name), "no set \(name)")
    let type = try #require(model.type(element.type))
    enter(type, name, isList: element.kind == .entitySet, isSingle: element.kind == .singleton)
  }

  private mutating func cast(_ name: String) {
    let own = model.type(name)
    let home = own?.traits.home.flatMap { model.containerElement($0) == nil ? nil : $0 }
    if isList { fragment = home ?? "\(fragment)/\(name)" }
    type = own
  }

  private mutating func member(_ name: String) throws {
    let owner = try #require(type)
    self.owner = owner
    let place = (isSingle ? fragment : fragment + "('{}')") + "/" + name
    if let navigation = navigation(name, of: owner) {
      let target = try #require(model.type(navigation.target))
      isCollection = navigation.isCollection
      let home = navigation.containsTarget ? nil : target.traits.home
      enter(
        target, home ?? place, isList: navigation.isCollection,
        isSingle: home == nil && !navigation.isCollection)
    } else if case .structured(let complex)? = owner.property(name)?.type.element {
      enter(try #require(model.type(complex)), place, isList: false, isSingle: true)
      isValue = true
    } else {
      try call(name)
    }
  }

  /// Of the type, or of whichever derived type has it: the path's object says which it is.
  private func navigation(_ name: String, of owner: StructuredType) -> NavigationProperty? {
    model.family(of: owner).lazy.compactMap { $0.navigationProperty(name) }.first
  }

  private mutating func call(_ name: String) throws {
    let owner = try #require(type)
    let called = try #require(overload(name, of: owner), "no member \(name)")
    operation = called
    guard let result = called.returnType else { return }
    guard case .structured(let name) = result.element, let type = model.type(name) else {
      (fragment, isValue, isList) = (result.name, true, result.isCollection)
      return
    }
    enter(type, type.traits.home ?? result.name, isList: result.isCollection)
    isValue = type.traits.home == nil
  }

  /// The one that is bound to the type itself, else to one that it derives from.
  private func overload(_ name: String, of owner: StructuredType) -> Operation? {
    let overloads = model.operations(name).filter { $0.binding?.isCollection == isList }
    return overloads.first { $0.binding?.elementName == owner.name }
      ?? overloads.first { model.type($0.binding?.elementName ?? "").map(owner.isKind) == true }
  }
}
