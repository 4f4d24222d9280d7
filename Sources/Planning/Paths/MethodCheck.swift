import EntityModel
import GraphContract
import GraphStore
package import OData

/// Whether a place takes a method (docs/model.md, "Methods").
package struct MethodCheck {
  package let path: BoundPath
  package let method: Method
  package let version: ServiceVersion
  /// As it was sent, for messages.
  package let sentPath: String

  package init(path: BoundPath, method: Method, version: ServiceVersion, sentPath: String) {
    self.path = path
    self.method = method
    self.version = version
    self.sentPath = sentPath
  }

  /// - Throws: `ServiceFailure` with `methodNotAllowed`.
  package func run() throws {
    let allowed = self.allowed
    guard !allowed.contains(method.name) else { return }
    if let misuse = referenceMisuse { throw ServiceFailure(misuse, contract) }
    let failure = RoutingFailure.methodNotAllowed(
      method: method.name, allowed: allowed.sorted(), template: template, path: sentPath)
    throw ServiceFailure(failure, contract)
  }

  private var contract: Contract {
    if case .property(let properties) = path.suffix, let contract = contract(of: properties) {
      return contract
    }
    if case .ref = path.suffix, case .navigation(let navigation, _, _)? = path.steps.last,
      !navigation.isCollection,
      let contract = model.type(navigation.declaringType).flatMap(version.contracts.known)
    {
      return contract
    }
    if let contract = version.contracts.known(path.type) { return contract }
    return path.steps.reversed().lazy.compactMap { step -> Contract? in
      if case .navigation(_, let target, _) = step { return version.contracts.known(target) }
      return nil
    }.first ?? .gateway
  }

  /// That of a complex property which holds another workload's objects.
  private func contract(of properties: [Property]) -> Contract? {
    guard case .structured(let name)? = properties.last?.type.element, let type = model.type(name) else {
      return nil
    }
    return version.contracts.known(type)
  }

  private var model: EntityModel { version.model }

  private var referenceMisuse: ReferenceFailure? {
    guard contract.conventions.explainsReferenceMisuse,
      case .navigation(let navigation, _, _)? = path.steps.last,
      navigation.isCollection,
      !navigation.containsTarget
    else { return nil }
    switch path.suffix {
    case .ref: return method == .patch ? .patchOfReferences : nil
    case .none: return method == .post ? .writeToReference : nil
    case .count, .property, .value, .stream, .operation: return nil
    }
  }

  package var allowed: Set<String> {
    if let rest = path.continuation?.path {
      return MethodCheck(path: rest, method: method, version: version, sentPath: sentPath).allowed
    }
    return ownMethods
  }

  private var ownMethods: Set<String> {
    switch path.suffix {
    case .property(let properties):
      if takesPatch(properties) {
        ["GET", "PATCH"]
      } else {
        takesPut(properties) ? ["GET", "PUT"] : ["GET"]
      }
    case .count, .value: ["GET"]
    case .stream(let properties):
      (properties.last?.traits.stream ?? path.type.traits.stream).methods ?? [
        "GET", "PUT", "PATCH", "DELETE",
      ]
    case .ref: references
    case .operation(let operation, _): [operation.kind == .action ? "POST" : "GET"]
    case .none: resource
    }
  }

  /// With the service's own metadata a complex value can be changed in its own place, where it is one: of navigation
  /// properties alone nothing is kept. Without, one that is there from the beginning can (`users/{id}/mailboxSettings`).
  private func takesPatch(_ properties: [Property]) -> Bool {
    guard version.schema.isExtended || properties.contains(where: { $0.traits.otherwise != nil }),
      let last = properties.last, !last.type.isCollection,
      case .structured(let name) = last.type.element, let type = model.type(name), holdsValues(type)
    else { return false }
    return areWritten(properties)
  }

  /// A collection of values is replaced in its own place, where no workload has the type that it is of.
  private func takesPut(_ properties: [Property]) -> Bool {
    version.schema.isExtended && path.type.isOnlyDeclared && properties.last?.type.isCollection == true
      && areWritten(properties)
  }

  private func areWritten(_ properties: [Property]) -> Bool {
    properties.allSatisfy { !$0.traits.isComputed && $0.traits.derived == nil } && resource.contains("PATCH")
  }

  private func holdsValues(_ type: StructuredType) -> Bool {
    type.navigationProperties.isEmpty || type.isOpen
      || model.family(of: type).contains { !$0.properties.isEmpty }
  }

  private var resource: Set<String> {
    var steps = path.steps
    while case .cast? = steps.last { steps.removeLast() }
    switch steps.last {
    case .entitySet(let element, let type):
      return element.traits.methods ?? Self.taken(["GET", "POST"], element.traits.capabilities, type)
    case .singleton(let element, let type):
      return element.traits.methods ?? Self.taken(["GET", "PATCH"], element.traits.capabilities, type)
    case .key: return itemMethods(steps.dropLast().last)
    case .navigation(let navigation, let target, _): return methods(navigation, target)
    case .cast, .complex, nil: return ["GET"]
    }
  }

  private func itemMethods(_ collection: BoundPath.Step?) -> Set<String> {
    switch collection {
    case .entitySet(let element, let type):
      element.traits.itemMethods ?? Self.taken(Self.ofItem, element.traits.capabilities, type)
    case .navigation(let navigation, let target, _):
      navigation.traits.itemMethods
        ?? (isOwn(navigation)
          ? Self.taken(ofItem(navigation, target), navigation.traits.capabilities, target)
          : homeItemMethods(target))
    case .singleton, .key, .cast, .complex, nil: ["GET"]
    }
  }

  private func methods(_ navigation: NavigationProperty, _ target: StructuredType) -> Set<String> {
    if let methods = navigation.traits.methods { return methods }
    guard isOwn(navigation) else {
      return navigation.isCollection ? ["GET", "POST"] : homeItemMethods(target)
    }
    return Self.taken(ownMethods(navigation, target), navigation.traits.capabilities, target)
  }

  private func ownMethods(_ navigation: NavigationProperty, _ target: StructuredType) -> Set<String> {
    if onlyShows(navigation, target) { return ["GET"] }
    if navigation.isCollection { return ["GET", "POST"] }
    return version.schema.isFurther(navigation, in: model)
      ? ["GET", "PATCH", "PUT", "DELETE"] : ["GET", "PATCH"]
  }

  private func ofItem(_ navigation: NavigationProperty, _ target: StructuredType) -> Set<String> {
    onlyShows(navigation, target) ? ["GET"] : Self.ofItem
  }

  /// Further metadata leads to what follows from other objects, and is written only where these are.
  private func onlyShows(_ navigation: NavigationProperty, _ target: StructuredType) -> Bool {
    target.traits.isView && version.schema.isFurther(navigation, in: model)
  }

  private static let ofItem: Set<String> = ["GET", "PATCH", "DELETE"]

  /// Those that the place, or else the type, does not say it does not take; of types that a workload has its annotations
  /// tell, and not these, which the service itself does not always keep to.
  private static func taken(
    _ methods: Set<String>, _ place: Capabilities, _ type: StructuredType
  ) -> Set<String> {
    guard type.isOnlyDeclared else { return methods }
    let capabilities = place.completed(by: type.traits.capabilities)
    let refused = [
      ("POST", Capabilities.Request.insert), ("PATCH", .update), ("PUT", .update), ("DELETE", .delete),
    ]
    .filter { !capabilities.takes($0.1) }.map(\.0)
    return methods.subtracting(refused)
  }

  /// The objects are created through it.
  private func isOwn(_ navigation: NavigationProperty) -> Bool {
    navigation.containsTarget || navigation.traits.sameAs != nil
  }

  /// What one item of the home set takes.
  private func homeItemMethods(_ type: StructuredType) -> Set<String> {
    guard let home = type.traits.home else { return ["GET"] }
    let names = home.split(separator: "/").map(String.init)
    guard let first = names.first, let element = model.containerElement(first) else { return ["GET"] }
    guard names.count > 1 else { return element.traits.itemMethods ?? ["GET", "PATCH", "DELETE"] }
    var owner = model.type(element.type)
    for name in names.dropFirst().dropLast() {
      owner = owner?.navigationProperty(name).flatMap { model.type($0.target) }
    }
    return names.last.flatMap { owner?.navigationProperty($0) }?.traits.itemMethods ?? [
      "GET", "PATCH", "DELETE",
    ]
  }

  /// `$ref`: a single reference is put and deleted, a collection takes POST, its items DELETE.
  private var references: Set<String> {
    var steps = path.steps
    while case .cast? = steps.last { steps.removeLast() }
    if case .key? = steps.last { return ["GET", "DELETE"] }
    guard case .navigation(let navigation, _, _)? = steps.last, !navigation.containsTarget,
      !navigation.traits.isView,
      navigation.partner == nil
    else { return ["GET"] }
    guard !navigation.isCollection else { return ["GET", "POST", "DELETE"] }
    return navigation.traits.isImmutable ? ["GET", "PUT"] : ["GET", "PUT", "DELETE"]
  }

  /// `~/singleton/navigation/key`: how the Intune gateway calls a path.
  private var template: String {
    let words = path.steps.map { step in
      switch step {
      case .entitySet: "entityset"
      case .singleton: "singleton"
      case .navigation: "navigation"
      case .key: "key"
      case .cast: "cast"
      case .complex: "property"
      }
    }
    return (["~"] + words + suffixWords).joined(separator: "/")
  }

  private var suffixWords: [String] {
    switch path.suffix {
    case .none: []
    case .count: ["$count"]
    case .ref: ["$ref"]
    case .property: ["property"]
    case .value(let properties): [properties.rawSegment]
    case .stream(let properties): [properties.isEmpty ? "$value" : "property"]
    case .operation(let operation, _): [operation.kind == .action ? "action" : "function"]
    }
  }
}
