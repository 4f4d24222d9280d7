import JSON

/// A structured type as declared, before its base is known.
struct StructuredTypeDeclaration {
  let kind: StructuredType.Kind
  let namespace: String
  let shortName: String
  let base: String?
  let isAbstract: Bool
  let isOpen: Bool
  let hasStream: Bool
  let annotations: Annotations
  let alternateKeys: [[String]]
  let element: CSDLElement

  /// nil also for a key of several parts.
  var keyName: String? {
    let parts = element.children("Key").first?.children("PropertyRef") ?? []
    return parts.count == 1 ? parts[0].attributes["Name"] : nil
  }
}

extension EntityModel {
  /// Reads a CSDL XML document.
  ///
  /// - Throws: `ModelError` when the document is not well-formed or names a type that it does not declare.
  package static func read(_ document: [UInt8]) throws(ModelError) -> EntityModel {
    var reader = ModelReader()
    return try reader.read(CSDLElement.parse(document))
  }
}

/// Makes a model of the elements of a document.
struct ModelReader {
  private var aliases: [String: String] = [:]
  private var declarations: [String: StructuredTypeDeclaration] = [:]
  private var declarationOrder: [String] = []
  private var enums: [String: EnumType] = [:]
  private var types: [String: StructuredType] = [:]
  /// Names of entity sets by their type.
  private var sets: [String: String] = [:]

  mutating func read(_ root: CSDLElement) throws(ModelError) -> EntityModel {
    let schemas = root.schemas
    for schema in schemas { try declare(schema) }
    for schema in schemas { try noteSets(schema) }
    for name in declarationOrder { _ = try resolve(name) }
    var operations: [Operation] = []
    var container: [ContainerElement] = []
    for schema in schemas {
      let namespace = try schema.required("Namespace")
      for element in schema.children where element.name == "Action" || element.name == "Function" {
        operations.append(try operation(element, namespace))
      }
      for element in schema.children("EntityContainer").flatMap(\.children) {
        if let member = try containerElement(element) { container.append(member) }
      }
    }
    return EntityModel(
      structuredTypes: declarationOrder.compactMap { types[$0] }, enums: Array(enums.values),
      container: container,
      operations: operations,
      aliases: Dictionary(aliases.map { ($0.lowercased(), $1.lowercased()) }) { first, _ in first })
  }

  private mutating func declare(_ schema: CSDLElement) throws(ModelError) {
    let namespace = try schema.required("Namespace")
    if let alias = schema.attributes["Alias"] { aliases[alias] = namespace }
    for element in schema.children {
      switch element.name {
      case "EntityType": try declare(element, .entity, namespace)
      case "ComplexType": try declare(element, .complex, namespace)
      case "EnumType":
        let type = try enumType(element, namespace)
        enums[type.name] = type
      default: break
      }
    }
  }

  /// A type without a `Home` lives in the set that declares it; of several in the first.
  private mutating func noteSets(_ schema: CSDLElement) throws(ModelError) {
    for set in schema.children("EntityContainer").flatMap({ $0.children("EntitySet") }) {
      let type = qualified(try set.required("EntityType"))
      if sets[type] == nil { sets[type] = try set.required("Name") }
    }
  }

  private mutating func declare(
    _ element: CSDLElement, _ kind: StructuredType.Kind, _ namespace: String
  ) throws(ModelError) {
    let shortName = try element.required("Name")
    let name = namespace + "." + shortName
    guard declarations[name] == nil else { throw element.error("type \(name) is declared twice") }
    declarationOrder.append(name)
    declarations[name] = StructuredTypeDeclaration(
      kind: kind, namespace: namespace, shortName: shortName, base: element.attributes["BaseType"],
      isAbstract: element.flag("Abstract", default: false), isOpen: element.flag("OpenType", default: false),
      hasStream: element.flag("HasStream", default: false),
      annotations: Annotations(element), alternateKeys: Self.alternateKeys(element), element: element)
  }

  /// Each record of the annotation is one key: `Key` holds records with a `Name`, a property path.
  private static func alternateKeys(_ element: CSDLElement) -> [[String]] {
    element.children("Annotation")
      .filter { $0.attributes["Term"]?.hasSuffix(".AlternateKeys") == true }
      .flatMap { $0.children("Collection") }
      .flatMap { $0.children("Record") }
      .map { record in
        record.descendants("PropertyValue")
          .filter { $0.attributes["Property"] == "Name" }
          .compactMap { $0.attributes["PropertyPath"] ?? $0.attributes["String"] }
      }
  }

  private func enumType(_ element: CSDLElement, _ namespace: String) throws(ModelError) -> EnumType {
    var members: [EnumType.Member] = []
    for member in element.children("Member") {
      let value = member.attributes["Value"].flatMap { Int($0) } ?? (members.last.map { $0.value + 1 } ?? 0)
      members.append(EnumType.Member(name: try member.required("Name"), value: value))
    }
    let name = namespace + "." + (try element.required("Name"))
    return EnumType(name: name, isFlags: element.flag("IsFlags", default: false), members: members)
  }

  private mutating func resolve(_ name: String) throws(ModelError) -> StructuredType {
    if let type = types[name] { return type }
    guard let declaration = declarations[name] else {
      throw ModelError(description: "type \(name) is not declared")
    }
    var base: StructuredType?
    if let baseName = declaration.base.map(qualified) {
      guard declarations[baseName] != nil else { throw declaration.element.undeclared(baseName) }
      base = try resolve(baseName)
    }
    var properties: [Property] = []
    for element in declaration.element.children("Property") { properties.append(try property(element)) }
    var navigation: [NavigationProperty] = []
    for element in declaration.element.children("NavigationProperty") {
      navigation.append(try navigationProperty(element, in: name))
    }
    let type = StructuredType(
      declaration: declaration, base: base, set: sets[name], properties: properties,
      navigationProperties: navigation)
    types[name] = type
    return type
  }

  private func property(_ element: CSDLElement) throws(ModelError) -> Property {
    let name = try element.required("Name")
    let type = try typeReference(of: element)
    let traits = try PropertyTraits(Annotations(element))
    return Property(
      name, type, isNullable: element.flag("Nullable", default: true),
      maxLength: element.attributes["MaxLength"].flatMap { Int($0) }, traits: traits,
      defaultValue: traits.defaultValue ?? Self.defaultValue(element, type))
  }

  /// The value of the attribute `DefaultValue`, whose text is not JSON.
  private static func defaultValue(_ element: CSDLElement, _ type: TypeReference) -> JSONValue? {
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
    _ element: CSDLElement, in declaringType: String
  ) throws(ModelError) -> NavigationProperty {
    let type = try typeReference(of: element)
    return NavigationProperty(
      name: try element.required("Name"), declaringType: declaringType, target: type.elementName,
      isCollection: type.isCollection, isNullable: element.flag("Nullable", default: true),
      containsTarget: element.flag("ContainsTarget", default: false), partner: element.attributes["Partner"],
      traits: try NavigationTraits(Annotations(element)))
  }

  private func operation(_ element: CSDLElement, _ namespace: String) throws(ModelError) -> Operation {
    let isBound = element.flag("IsBound", default: false)
    var parameters: [Operation.Parameter] = []
    for parameter in element.children("Parameter") {
      parameters.append(
        Operation.Parameter(
          name: try parameter.required("Name"), type: try typeReference(of: parameter),
          isNullable: parameter.flag("Nullable", default: true)))
    }
    var returnType: TypeReference?
    if let element = element.children("ReturnType").first {
      returnType = try typeReference(of: element)
    }
    return Operation(
      kind: element.name == "Action" ? .action : .function, namespace: namespace,
      shortName: try element.required("Name"), binding: isBound ? parameters.first?.type : nil,
      parameters: isBound ? Array(parameters.dropFirst()) : parameters, returnType: returnType,
      isComposable: element.flag("IsComposable", default: false),
      traits: try OperationTraits(Annotations(element)),
      isFurther: element.flag(Operation.furtherAttribute, default: false))
  }

  private func containerElement(_ element: CSDLElement) throws(ModelError) -> ContainerElement? {
    guard element.name == "EntitySet" || element.name == "Singleton" else { return nil }
    let isSet = element.name == "EntitySet"
    let type = qualified(try element.required(isSet ? "EntityType" : "Type"))
    guard types[type] != nil else { throw element.undeclared(type) }
    return ContainerElement(
      kind: isSet ? .entitySet : .singleton, name: try element.required("Name"), type: type,
      traits: try ElementTraits(Annotations(element)), changeTracking: Self.changeTracking(element))
  }

  private static func changeTracking(_ element: CSDLElement) -> ChangeTracking? {
    let annotation = element.children("Annotation").first {
      $0.attributes["Term"] == "Org.OData.Capabilities.V1.ChangeTracking"
    }
    guard let values = annotation?.children("Record").first?.children("PropertyValue"),
      values.contains(where: { $0.attributes["Property"] == "Supported" && $0.flag("Bool", default: true) })
    else { return nil }
    let expandable = values.filter { $0.attributes["Property"] == "ExpandableProperties" }
    return ChangeTracking(
      navigationProperties: expandable.flatMap { $0.descendants("NavigationPropertyPath") }.map(\.text))
  }

  private func typeReference(of element: CSDLElement) throws(ModelError) -> TypeReference {
    let text = try element.required("Type")
    let isCollection = text.hasPrefix("Collection(") && text.hasSuffix(")")
    let name = isCollection ? String(text.dropFirst(11).dropLast()) : text
    if let primitive = PrimitiveType(rawValue: name) {
      return TypeReference(.primitive(primitive), isCollection: isCollection)
    }
    let qualified = qualified(name)
    if enums[qualified] != nil { return TypeReference(.enumeration(qualified), isCollection: isCollection) }
    guard declarations[qualified] != nil else { throw element.undeclared(qualified) }
    return TypeReference(.structured(qualified), isCollection: isCollection)
  }

  private func qualified(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), let namespace = aliases[String(name[..<dot])] else {
      return name
    }
    return namespace + name[dot...]
  }
}

extension CSDLElement {
  fileprivate func undeclared(_ type: String) -> ModelError { error("type \(type) is not declared") }
}
