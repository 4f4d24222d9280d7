import EntityModel
import GraphContract
import OData
import Planning

/// The objects whose members a request names, in its options or its body.
struct MemberPlace {
  /// Their own; nil where no path is known that leads to them.
  private let path: BoundPath?
  let type: StructuredType
  private let version: ServiceVersion

  private init(_ path: BoundPath?, _ type: StructuredType, _ version: ServiceVersion) {
    (self.path, self.type, self.version) = (path, type, version)
  }

  /// nil for a request of one value, of a count, of a reference or of bytes.
  init?(of request: BoundRequest) {
    let version = request.context.version
    switch request.path.suffix {
    case .none: self.init(request.path, request.path.type, version)
    case .operation(let operation, _):
      guard case .structured(let name)? = operation.returnType?.element,
        let type = version.model.type(name)
      else { return nil }
      var bound = request.path
      (bound.suffix, bound.continuation) = (.none, nil)
      self.init(bound.type.isKind(of: type) ? bound : nil, type, version)
    case .count, .ref, .property, .value, .stream: return nil
    }
  }

  /// What an expansion of them leads to.
  func followed(_ names: [String], to target: StructuredType) -> MemberPlace {
    MemberPlace(path.flatMap { PathBinder.bind(names, below: $0, in: version.model) }, target, version)
  }

  /// The route of what is expanded; nil where one workload has both, whose permissions are for both.
  func expansion(_ names: [String], from source: StructuredType, to target: StructuredType) -> FurtherRoute? {
    let workload = version.contracts.known(source)?.name
    guard workload == nil || workload != version.contracts.known(target)?.name else { return nil }
    return route(names, "GET", of: source)
  }

  /// The route of a complex value; nil for another property.
  ///
  /// - Parameter names: casts, and then the property and perhaps members of it.
  func value(_ names: [String], _ method: String) -> FurtherRoute? {
    let casts = names.prefix { $0.contains(".") && !$0.hasPrefix("@") }
    guard let name = names.dropFirst(casts.count).first else { return nil }
    let source = casts.last.flatMap { version.model.type($0) } ?? type
    for declaring in version.model.family(of: source) {
      guard let property = declaring.property(name) else { continue }
      guard case .structured = property.type.element else { return nil }
      return route(casts + [name], method, of: declaring)
    }
    return nil
  }

  /// The names of the complex values that have routes, in lower case, as UTF-8.
  var names: [[UInt8]] {
    let properties = version.model.family(of: type).flatMap(\.properties)
    let complex = properties.filter { if case .structured = $0.type.element { true } else { false } }
    return Set(complex.map(\.name)).filter { name in
      ["GET", "PATCH"].contains { value([name], $0) != nil }
    }.sorted().map { Array($0.lowercased().utf8) }
  }

  /// That of the member where the objects are, else where objects of their type live.
  private func route(_ names: [String], _ method: String, of source: StructuredType) -> FurtherRoute? {
    if let path, let route = version.routes.routes(ofMember: names, below: path)[method] {
      return further(route, isOfFirstObject: true)
    }
    guard let home = source.traits.home,
      let route = version.routes.routes(ofMember: names, ofObjectIn: home)[method]
    else { return nil }
    return further(route, isOfFirstObject: path?.isFirstObject == true)
  }

  /// Routes that are refused, whoever asks, say nothing of others.
  private func further(_ route: Route, isOfFirstObject: Bool) -> FurtherRoute? {
    route.isServed ? FurtherRoute(route: route, isOfFirstObject: isOfFirstObject) : nil
  }
}

extension BoundPath {
  /// It leads to an object of a set, or to the caller's own, and no further.
  fileprivate var isFirstObject: Bool {
    switch steps.last {
    case .singleton: true
    case .key: steps.count == 2
    case .entitySet, .navigation, .cast, .complex, nil: false
    }
  }
}
