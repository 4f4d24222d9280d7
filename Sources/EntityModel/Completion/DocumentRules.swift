/// What CSDL demands of every document (OData CSDL XML 4.01), as far as nobody else would notice: looked at before a document
/// is completed or completes another, so that the mistake is told of it and not of what became of it.
///
/// What the service's own documents do otherwise is let through: entity types without a key, enumerations without members, and
/// hyphens in names.
struct DocumentRules {
  private let schemas: [CSDLElement]
  /// Structured types by whole name.
  let types: [String: CSDLElement]
  /// Whole names.
  private let enums: Set<String>

  /// - Parameter schemas: of a document in which names are whole.
  init(_ schemas: [CSDLElement]) {
    self.schemas = schemas
    types = TypeTree.types(of: schemas)
    enums = Set(
      schemas.flatMap { schema in
        schema.children("EnumType").map { schema.wholeName(of: $0) }
      })
  }

  /// - Throws: `ModelError` where one is broken, with the line and the name of what breaks it.
  func check() throws(ModelError) {
    var declared: Set<String> = []
    for schema in schemas {
      let namespace = try schema.required("Namespace")
      for name in namespace.split(separator: ".", omittingEmptySubsequences: false) {
        try schema.checkName(String(name), "the Namespace \(quotedText(namespace))")
      }
      if let alias = schema.attributes["Alias"] {
        try schema.checkName(alias, "the Alias \(quotedText(alias))")
      }
      for element in schema.children { try check(element, in: namespace, &declared) }
    }
    try TypeBases(types).check()
    for (name, type) in types.sorted(by: { $0.key < $1.key }) { try checkKeys(of: type, name) }
  }

  /// - Parameter declared: the types that came before it.
  private func check(
    _ element: CSDLElement, in namespace: String, _ declared: inout Set<String>
  ) throws(ModelError) {
    guard Self.named.contains(element.name) else { return }
    let name = namespace + "." + (try element.checkedName(in: namespace))
    if !element.isOperation, element.name != "EntityContainer", !declared.insert(name).inserted {
      throw element.error("type \(name) is declared twice")
    }
    switch element.name {
    case "EntityType", "ComplexType": try checkMembers(of: element, name)
    case "EnumType": try element.checkNamesOfChildren(["Member"], of: name)
    case "Action", "Function": try checkOperation(element, name)
    case "EntityContainer": try checkContainer(element, name)
    default: break
    }
  }

  /// Elements of a schema whose names are looked at.
  private static let named: Set<String> = [
    "EntityType", "ComplexType", "EnumType", "TypeDefinition", "Action", "Function", "EntityContainer",
  ]
}

// MARK: Types

extension DocumentRules {
  private func checkMembers(of type: CSDLElement, _ name: String) throws(ModelError) {
    if let base = type.attributes["BaseType"], let other = types[base], other.name != type.name {
      throw type.error("type \(name) is no \(other.name), and derives from \(base), which is one")
    }
    try type.checkNamesOfChildren(["Property", "NavigationProperty"], of: name)
    for member in type.children where member.isProperty {
      let target = try member.requiredType(of: name)
      if member.name == "NavigationProperty" {
        try checkEntityType(target, member, "\(member.title(of: name)) leads to")
      }
    }
  }

  /// - Parameter what: the beginning of the sentence where it is none.
  private func checkEntityType(_ type: String, _ element: CSDLElement, _ what: String) throws(ModelError) {
    let isOther =
      types[type].map { $0.name != "EntityType" } ?? (enums.contains(type) || type.hasPrefix("Edm."))
    if isOther { throw element.error("\(what) \(type), which is no entity type") }
  }

  private func checkKeys(of type: CSDLElement, _ name: String) throws(ModelError) {
    let keys = type.children("Key")
    if keys.count > 1 { throw keys[1].error("type \(name) has two keys") }
    guard let key = keys.first else { return }
    let bases = bases(of: type)
    if bases.contains(where: { !$0.children("Key").isEmpty }) {
      throw key.error("type \(name) has two keys: one of its own, and one of a type that it derives from")
    }
    let parts = key.children("PropertyRef")
    if parts.isEmpty { throw key.error("the Key of \(name) has no PropertyRef") }
    // The store finds objects by one text, which is theirs alone.
    if parts.count > 1, !parts.contains(where: { $0.attributes["Name"] == "id" }) {
      throw key.error("the Key of \(name) has several parts, and none of them is \"id\"")
    }
    for part in parts {
      let path = try part.required("Name", "the PropertyRef in the Key of \(name)")
      let first = path.prefix { $0 != "/" }
      // What is declared elsewhere nobody knows here.
      let isComplete = (bases.last ?? type).attributes["BaseType"] == nil
      let isKnown = ([type] + bases).contains { $0.hasProperty(first) }
      if isComplete, !isKnown {
        throw part.error("the Key of \(name) names \(quotedText(path)), which is no Property of it")
      }
    }
  }

  /// The nearest first.
  private func bases(of type: CSDLElement) -> [CSDLElement] {
    sequence(first: type) { $0.attributes["BaseType"].flatMap { types[$0] } }.dropFirst().map(\.self)
  }
}

// MARK: Operations and the container

extension DocumentRules {
  private func checkOperation(_ operation: CSDLElement, _ name: String) throws(ModelError) {
    try operation.checkNamesOfChildren(["Parameter"], of: name)
    for part in operation.children where ["Parameter", "ReturnType"].contains(part.name) {
      _ = try part.requiredType(of: name)
    }
    let title = "the \(operation.name) \(name)"
    if operation.name == "Function", operation.children("ReturnType").isEmpty {
      throw operation.error("\(title) has no ReturnType")
    }
    if operation.flag("IsBound", default: false), operation.children("Parameter").isEmpty {
      throw operation.error("\(title) is bound, and has no Parameter that says to what")
    }
  }

  private func checkContainer(_ container: CSDLElement, _ name: String) throws(ModelError) {
    try container.checkNamesOfChildren(
      ["EntitySet", "Singleton", "ActionImport", "FunctionImport"], of: name)
    var names: Set<String> = []
    for element in container.children {
      let title = element.title(of: name)
      // Paths of the service have names in any case.
      let isPlace = ["EntitySet", "Singleton"].contains(element.name)
      if isPlace, !names.insert(try element.checkedName(in: name).lowercased()).inserted {
        throw element.error("\(title) has the name of another one, in another case")
      }
      switch element.name {
      case "EntitySet":
        try checkEntityType(element.required("EntityType", title), element, "\(title) holds")
      case "Singleton": try checkEntityType(element.required("Type", title), element, "\(title) is")
      default: break
      }
    }
  }
}
