/// What a document declares, by name; read are the names alone.
struct ModelDeclarations: Sendable {
  /// A structured type, or an enumeration.
  struct Declaration: Sendable {
    let name: String
    let namespace: String
    let node: CSDLNode
  }

  /// An action or a function.
  struct DeclaredOperation: Sendable {
    let namespace: String
    let node: CSDLNode
  }

  /// In the order of the document.
  private(set) var types: [Declaration] = []
  private(set) var operations: [DeclaredOperation] = []
  /// Entity sets and singletons, and what else a container has.
  private(set) var elements: [CSDLNode] = []
  private(set) var enums: [Declaration] = []
  /// Names of entity sets by their type.
  private(set) var sets: [String: String] = [:]
  private var aliases: [String: String] = [:]
  /// Aliases of namespaces, `graph` for `microsoft.graph`, in lower case.
  private var lowercasedAliases: [String: String] = [:]
  /// By name in lower case.
  private var typeNumbers: [String: Int] = [:]
  private var enumNumbers: [String: Int] = [:]
  /// Types and enumerations whose names differ from those of others in case alone, as the document writes them.
  private var otherTypes: [String: Int] = [:]
  private var otherEnums: Set<String> = []
  /// By name in lower case, with the namespace and without.
  private var operationNumbers: [String: [Int]] = [:]

  /// - Throws: `ModelError` where something has no name, or a type is declared twice.
  init(_ root: CSDLNode) throws(ModelError) {
    let schemas = root.schemas
    for schema in schemas { try declare(schema) }
    for element in elements where element.isNamed("EntitySet") { try noteSet(element) }
  }

  private mutating func declare(_ schema: CSDLNode) throws(ModelError) {
    let namespace = try schema.required("Namespace")
    if let alias = schema.attributes["Alias"] {
      aliases[alias] = namespace
      lowercasedAliases[alias.lowercased()] = namespace.lowercased()
    }
    for element in schema.children {
      switch element.name {
      case "EntityType", "ComplexType": try declareType(element, namespace)
      case "EnumType":
        let name = namespace + "." + (try element.required("Name"))
        if enumNumbers[name.lowercased()] == nil {
          enumNumbers[name.lowercased()] = enums.count
        } else {
          otherEnums.insert(name)
        }
        enums.append(Declaration(name: name, namespace: namespace, node: element))
      case "Action", "Function": try declareOperation(element, namespace)
      case "EntityContainer": elements += Array(element.children)
      default: break
      }
    }
  }

  private mutating func declareType(_ element: CSDLNode, _ namespace: String) throws(ModelError) {
    let name = namespace + "." + (try element.required("Name"))
    guard !hasType(name) else { throw element.error("type \(name) is declared twice") }
    if typeNumbers[name.lowercased()] == nil {
      typeNumbers[name.lowercased()] = types.count
    } else {
      otherTypes[name] = types.count
    }
    types.append(Declaration(name: name, namespace: namespace, node: element))
  }

  private mutating func declareOperation(_ element: CSDLNode, _ namespace: String) throws(ModelError) {
    let name = try element.required("Name").lowercased()
    operationNumbers[name, default: []].append(operations.count)
    operationNumbers[namespace.lowercased() + "." + name, default: []].append(operations.count)
    operations.append(DeclaredOperation(namespace: namespace, node: element))
  }

  /// A type without a `Home` lives in the set that declares it; of several in the first.
  private mutating func noteSet(_ set: CSDLNode) throws(ModelError) {
    let type = qualified(try set.required("EntityType"))
    if sets[type] == nil { sets[type] = try set.required("Name") }
  }
}

extension ModelDeclarations {
  /// By the name as the document writes it.
  func exactTypeNumber(_ name: String) -> Int? {
    if let number = typeNumbers[name.lowercased()], types[number].name == name { return number }
    return otherTypes[name]
  }

  func hasType(_ name: String) -> Bool { exactTypeNumber(name) != nil }

  func hasEnum(_ name: String) -> Bool {
    enumNumbers[name.lowercased()].map { enums[$0].name == name } == true || otherEnums.contains(name)
  }

  /// The whole name, where an alias stands before it.
  func qualified(_ name: String) -> String { Self.unaliased(name, aliases) }

  /// Ignoring case, and resolving aliases.
  func typeNumber(_ name: String) -> Int? {
    let lowercased = name.lowercased()
    return typeNumbers[lowercased] ?? typeNumbers[Self.unaliased(lowercased, lowercasedAliases)]
  }

  /// As `typeNumber`.
  func enumNumber(_ name: String) -> Int? {
    let lowercased = name.lowercased()
    return enumNumbers[lowercased] ?? enumNumbers[Self.unaliased(lowercased, lowercasedAliases)]
  }

  /// The overloads of that short or qualified name.
  func operationNumbers(_ name: String) -> [Int] {
    let lowercased = name.lowercased()
    return operationNumbers[lowercased] ?? operationNumbers[Self.unaliased(lowercased, lowercasedAliases)]
      ?? []
  }

  /// By the number of each type: those of all types below it, in the order of the document.
  var derivedNumbers: [[Int]] {
    let bases = types.map { type in
      type.node.attributes["BaseType"].flatMap { exactTypeNumber(qualified($0)) }
    }
    var derived = [[Int]](repeating: [], count: types.count)
    for number in types.indices {
      var ancestor = bases[number]
      while let current = ancestor {
        derived[current].append(number)
        ancestor = bases[current]
      }
    }
    return derived
  }

  private static func unaliased(_ name: String, _ aliases: [String: String]) -> String {
    guard !aliases.isEmpty, let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")),
      let namespace = aliases[String(name[..<dot])]
    else { return name }
    return namespace + name[dot...]
  }
}
