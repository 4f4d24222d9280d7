import EntityModel

extension PathWalk {
  mutating func step(_ segment: MemberSegment) throws(BindingError) {
    switch segment.kind {
    case .name(let name): try step(name, segment)
    case .cast(let name): try step(cast: name, segment)
    case .call(let call): try step(call, segment)
    case .filter(let predicate):
      try checkCollection(segment)
      filters.append(try bound(predicate))
    default: throw failure(.notSupported(segment.description), segment)
    }
  }

  private mutating func step(_ name: String, _ segment: MemberSegment) throws(BindingError) {
    guard case .single(let type) = place else { throw failure(.collection(name: name), segment) }
    guard case .structured(let structured) = type else {
      throw failure(.notStructured(name: name, type: type.name), segment)
    }
    let declaring = binder.model.typesDeclaring(name, below: structured)
    guard let member = binder.model.member(name, of: structured) else {
      if let property = dynamic(name, of: structured) {
        return try step(property, [], structured, segment)
      }
      throw failure(.unknownProperty(name: name, type: structured.name), segment)
    }
    switch member {
    case .property(let property): try step(property, declaring, structured, segment)
    case .navigation(let navigation): try step(navigation, declaring, segment)
    }
  }

  /// A member that an open type does not declare; of a complex one the name inside it is taken along.
  private mutating func dynamic(_ name: String, of type: StructuredType) -> Property? {
    guard let name = dynamicName(name, of: type) else { return nil }
    let property = Property.dynamic(name, in: type)
    return isAboutElements ? property.ofSeveralValues : property
  }

  private mutating func dynamicName(_ name: String, of type: StructuredType) -> String? {
    guard name.utf8.allSatisfy(DynamicName.isAllowed) else { return nil }
    switch binder.model.family(of: type).lazy.compactMap({ $0.dynamicName(name) }).first {
    case .directoryExtension: return name
    case .schemaExtension, .anything: return withInner(name)
    case nil: return nil
    }
  }

  /// `any`, `all` or `$count` comes next.
  private var isAboutElements: Bool {
    switch segments.first?.kind {
    case .any, .all, .count, .filter: true
    default: false
    }
  }

  private mutating func withInner(_ name: String) -> String {
    guard case .name(let inner)? = segments.first?.kind, inner.utf8.allSatisfy(DynamicName.isAllowed) else {
      return name
    }
    segments.removeFirst()
    return "\(name).\(inner)"
  }

  private mutating func step(
    _ property: Property, _ declaring: [StructuredType], _ type: StructuredType, _ segment: MemberSegment
  ) throws(BindingError) {
    guard let value = binder.model.valueType(property.type) else {
      throw failure(.unknownType(property.type.elementName), segment)
    }
    path.steps.append(.property(property, declaring: declaring))
    names.append(property.name)
    if type.kind == .entity { owner = declaring.first ?? type }
    if property.isFilterable || property.name == "id" && type.kind == .entity { isFilterable = true }
    place = property.type.isCollection ? .collection(value) : .single(value)
  }

  private mutating func step(
    _ navigation: NavigationProperty, _ declaring: [StructuredType], _ segment: MemberSegment
  ) throws(BindingError) {
    guard let target = binder.model.type(navigation.target) else {
      throw failure(.unknownType(navigation.target), segment)
    }
    path.steps.append(.navigation(navigation, target: target, declaring: declaring))
    names.append(navigation.name)
    if navigation.traits.filterRule != nil { isFilterable = true }
    let value = ValueType.structured(target)
    place = navigation.isCollection ? .collection(value) : .single(value)
  }

  /// `members('x')`
  private mutating func step(_ call: Call, _ segment: MemberSegment) throws(BindingError) {
    guard case .single(.structured(let type)) = place,
      case .navigation(let navigation)? = binder.model.member(call.name, of: type),
      navigation.isCollection
    else { throw failure(.unknownFunction(call.name), segment) }
    try step(call.name, segment)
    try step(key: call, segment)
  }

  mutating func step(key call: Call, _ segment: MemberSegment) throws(BindingError) {
    guard case .collection(let element) = place, call.arguments.count == 1, call.key == nil,
      call.arguments[0].name.map({ $0.lowercased() == "id" }) ?? true,
      let id = try binder.value(call.arguments[0].value).constant?.key
    else { throw failure(.notSupported(segment.description), segment) }
    path.steps.append(.key(id))
    place = .single(element)
  }

  private mutating func step(cast name: String, _ segment: MemberSegment) throws(BindingError) {
    guard let type = binder.model.type(name) else { throw failure(.unknownType(name), segment) }
    let declared =
      switch place {
      case .single(let type), .collection(let type): type
      }
    guard case .structured(let structured) = declared,
      type.isKind(of: structured) || structured.isKind(of: type)
    else { throw failure(.unrelatedType(type.name, from: declared.name), segment) }
    switch place {
    case .single:
      path.steps.append(.cast(type))
      place = .single(.structured(type))
    case .collection:
      cast = type
      place = .collection(.structured(type))
    }
  }
}

extension Constant {
  /// What it says as the key of an object.
  fileprivate var key: String? {
    switch self {
    case .string(let text), .guid(let text): text
    case .integer(let number): String(number)
    default: nil
    }
  }
}
