import JSON

/// Makes what a model consists of from the elements of a document, one thing at a time.
struct ModelReader: Sendable {
  let declarations: ModelDeclarations

  // MARK: Types

  /// - Parameter base: the type that it derives from.
  func type(_ number: Int, base: StructuredType?) throws(ModelError) -> StructuredType {
    let declared = declarations.types[number]
    let element = declared.node
    var navigation: [NavigationProperty] = []
    for element in element.children where element.isNamed("NavigationProperty") {
      navigation.append(try navigationProperty(element, in: declared.name))
    }
    let declaration = StructuredTypeDeclaration(
      kind: element.isNamed("EntityType") ? .entity : .complex, name: declared.name,
      shortName: try element.required("Name"), isAbstract: element.flag("Abstract", default: false),
      isOpen: element.flag("OpenType", default: false), hasStream: element.flag("HasStream", default: false),
      annotations: Annotations(element), element: element)
    return try StructuredType(
      declaration: declaration, base: base, set: declarations.sets[declared.name],
      navigationProperties: navigation, columnProperties: try columnProperties(of: element), reader: self)
  }

  /// The number of the type that a type derives from.
  func base(of number: Int) throws(ModelError) -> Int? {
    let element = declarations.types[number].node
    guard let name = element.attributes["BaseType"].map(declarations.qualified) else { return nil }
    guard let base = declarations.exactTypeNumber(name) else { throw element.undeclared(name) }
    return base
  }

  /// Those that the type declares itself.
  func properties(of type: CSDLNode) throws(ModelError) -> [Property] {
    var properties: [Property] = []
    for element in type.children where element.isNamed("Property") {
      properties.append(try property(element))
    }
    return properties
  }

  /// Those of them that the store keeps apart from others: they are read with the type.
  private func columnProperties(of type: CSDLNode) throws(ModelError) -> [Property] {
    var properties: [Property] = []
    for element in type.children where element.isNamed("Property") && Self.hasColumn(element) {
      let property = try property(element)
      let traits = property.traits
      if traits.isColumn || traits.isIndexed || traits.isUnique { properties.append(property) }
    }
    return properties
  }

  private static func hasColumn(_ property: CSDLNode) -> Bool {
    property.children.contains { annotation in
      annotation.isNamed("Annotation") && columnTerms.contains { annotation.attributes.isEqual("Term", $0) }
    }
  }

  private static let columnTerms: [StaticString] = [
    "Emulator.V1.Column", "Emulator.V1.Indexed", "Emulator.V1.Unique", "Emulator.Column", "Emulator.Indexed",
    "Emulator.Unique",
  ]

  func enumType(_ number: Int) throws(ModelError) -> EnumType {
    let declared = declarations.enums[number]
    var members: [EnumType.Member] = []
    for member in declared.node.children where member.isNamed("Member") {
      members.append(
        EnumType.Member(
          name: try member.required("Name"),
          value: try value(of: member, after: members.last, in: declared.name)))
    }
    return EnumType(
      name: declared.name, isFlags: declared.node.flag("IsFlags", default: false), members: members)
  }

  /// - Parameter previous: the member before it, whose value is one less where it says none.
  private func value(
    of member: CSDLNode, after previous: EnumType.Member?, in type: String
  ) throws(ModelError) -> Int {
    if let text = member.attributes["Value"] {
      guard let value = Int(text) else {
        throw member.error(
          "\(member.title) of \(type) has a Value that is no integer of 64 bits: \(quotedText(text))")
      }
      return value
    }
    guard let previous else { return 0 }
    let (value, isOver) = previous.value.addingReportingOverflow(1)
    if isOver {
      throw member.error("\(member.title) of \(type) has no Value, and none comes after \(previous.value)")
    }
    return value
  }

  // MARK: Members

  private func property(_ element: CSDLNode) throws(ModelError) -> Property {
    let name = try element.required("Name")
    let type = try typeReference(of: element)
    let traits = element.isEmpty ? .plain : try PropertyTraits(Annotations(element))
    return Property(
      name, type, isNullable: element.flag("Nullable", default: true),
      maxLength: element.attributes["MaxLength"].flatMap { Int($0) }, traits: traits,
      defaultValue: traits.defaultValue ?? Self.defaultValue(element, type))
  }

  /// The value of the attribute `DefaultValue`, whose text is not JSON.
  private static func defaultValue(_ element: CSDLNode, _ type: TypeReference) -> JSONValue? {
    guard let text = element.attributes["DefaultValue"] else { return nil }
    switch type.element {
    case .primitive(.boolean): return .bool(text == "true")
    case .primitive(.int16), .primitive(.int32), .primitive(.int64), .primitive(.double), .primitive(.single),
      .primitive(.decimal), .primitive(.byte), .primitive(.sbyte):
      return .number(text)
    default: return .string(text)
    }
  }

  private func navigationProperty(
    _ element: CSDLNode, in declaringType: String
  ) throws(ModelError) -> NavigationProperty {
    let type = try typeReference(of: element)
    let annotations = element.isEmpty ? .none : Annotations(element)
    let containsTarget = element.flag("ContainsTarget", default: false) && !annotations.flag("Reference")
    return NavigationProperty(
      name: try element.required("Name"), declaringType: declaringType, target: type.elementName,
      isCollection: type.isCollection, isNullable: element.flag("Nullable", default: true),
      containsTarget: containsTarget, partner: element.attributes["Partner"],
      traits: try NavigationTraits(annotations))
  }

  // MARK: Operations

  func operation(_ number: Int) throws(ModelError) -> Operation {
    let (element, namespace) = (
      declarations.operations[number].node, declarations.operations[number].namespace
    )
    let isBound = element.flag("IsBound", default: false)
    var parameters: [Operation.Parameter] = []
    for parameter in element.children("Parameter") {
      parameters.append(
        Operation.Parameter(
          name: try parameter.required("Name"), type: try typeReference(of: parameter),
          isNullable: parameter.flag("Nullable", default: true)
            || Annotations(parameter).core("OptionalParameter")))
    }
    var returnType: TypeReference?
    if let element = element.firstChild("ReturnType") {
      returnType = try typeReference(of: element)
    }
    let binding = isBound ? parameters.first?.type : nil
    return Operation(
      kind: element.isNamed("Action") ? .action : .function, namespace: namespace,
      shortName: try element.required("Name"), binding: binding,
      parameters: isBound ? Array(parameters.dropFirst()) : parameters, returnType: returnType,
      isComposable: element.flag("IsComposable", default: false),
      traits: try OperationTraits(
        Annotations(element), isDelta: Self.isDelta(element, binding, parameters.count, returnType)),
      isFurther: element.flag(Operation.furtherAttribute, default: false))
  }

  /// Whether the name and the types of an operation say that it lists what changes in the collection that it is bound to, as
  /// all parts of the service have it.
  private static func isDelta(
    _ operation: CSDLNode, _ binding: TypeReference?, _ parameterCount: Int, _ returnType: TypeReference?
  ) -> Bool {
    operation.attributes.isEqual("Name", "delta") && operation.isNamed("Function") && parameterCount == 1
      && binding?.isCollection == true && returnType == binding
  }

  // MARK: The container

  func container() throws(ModelError) -> [ContainerElement] {
    var container: [ContainerElement] = []
    for element in declarations.elements {
      if let element = try containerElement(element) { container.append(element) }
    }
    return container
  }

  private func containerElement(_ element: CSDLNode) throws(ModelError) -> ContainerElement? {
    let isSet = element.isNamed("EntitySet")
    guard isSet || element.isNamed("Singleton") else { return nil }
    let type = declarations.qualified(try element.required(isSet ? "EntityType" : "Type"))
    guard declarations.hasType(type) else { throw element.undeclared(type) }
    return ContainerElement(
      kind: isSet ? .entitySet : .singleton, name: try element.required("Name"), type: type,
      traits: try ElementTraits(Annotations(element)), changeTracking: Self.changeTracking(element))
  }

  private static func changeTracking(_ element: CSDLNode) -> ChangeTracking? {
    let annotation = element.children("Annotation").first {
      $0.attributes.isEqual("Term", "Org.OData.Capabilities.V1.ChangeTracking")
    }
    guard let values = annotation?.firstChild("Record")?.children("PropertyValue"),
      values.contains(where: {
        $0.attributes.isEqual("Property", "Supported") && $0.flag("Bool", default: true)
      })
    else { return nil }
    let expandable = values.filter { $0.attributes.isEqual("Property", "ExpandableProperties") }
    return ChangeTracking(
      navigationProperties: expandable.flatMap { $0.descendants("NavigationPropertyPath") }.map(\.text))
  }

  // MARK: Names of types

  private func typeReference(of element: CSDLNode) throws(ModelError) -> TypeReference {
    let text = try element.required("Type")
    let isCollection = text.hasPrefix("Collection(") && text.hasSuffix(")")
    let name = isCollection ? String(text.dropFirst(11).dropLast()) : text
    if let primitive = PrimitiveType(rawValue: name) {
      return TypeReference(.primitive(primitive), isCollection: isCollection)
    }
    let qualified = declarations.qualified(name)
    if declarations.hasEnum(qualified) {
      return TypeReference(.enumeration(qualified), isCollection: isCollection)
    }
    guard declarations.hasType(qualified) else { throw element.undeclared(qualified) }
    return TypeReference(.structured(qualified), isCollection: isCollection)
  }
}

extension CSDLNode {
  fileprivate func undeclared(_ type: String) -> ModelError {
    let isName = type.split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
      Identifier.isOne(String($0))
    }
    return error("type \(isName ? type : quotedText(type)) is not declared")
  }
}
