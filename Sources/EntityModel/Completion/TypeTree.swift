/// The structured types of two documents, one above the other as the first has it, or else as the second.
struct TypeTree {
  /// Those of the first document, by whole name.
  private let own: [String: CSDLElement]
  /// Of the second document, those that the first does not have.
  private let further: [String: CSDLElement]
  /// What the types of the first document declare, by name in lower case.
  private var ownMembers: [String: [String: CSDLElement]] = [:]
  private var derived: [String: [String]] = [:]
  /// Names of members, in lower case, of each type.
  private var members: [String: Set<String>] = [:]
  /// Those that a type of the first document below this one declares.
  private var declaredBelow: [String: Set<String>] = [:]

  /// - Throws: `ModelError` where a type derives from itself, or from too many others.
  init(own ownSchemas: [CSDLElement], other schemas: [CSDLElement]) throws(ModelError) {
    let own = Self.types(of: ownSchemas)
    self.own = own
    further = Self.types(of: schemas).filter { own[$0.key] == nil }
    let all = own.merging(further) { first, _ in first }
    try TypeBases(all).check()
    for (name, element) in own {
      let properties = element.children.filter(\.isProperty)
      ownMembers[name] = Dictionary(properties.map { ($0.memberKey, $0) }) { first, _ in first }
      members[name] = element.takenNames
    }
    for (name, element) in all {
      if let base = element.attributes["BaseType"] { derived[base, default: []].append(name) }
    }
    for name in derived.keys { derived[name]?.sort() }
    for name in own.keys { noteBelowBases(of: name) }
  }

  static func types(of schemas: [CSDLElement]) -> [String: CSDLElement] {
    var types: [String: CSDLElement] = [:]
    for schema in schemas {
      let namespace = schema.attributes["Namespace"] ?? ""
      for element in schema.children where element.isStructuredType {
        guard let name = element.attributes["Name"] else { continue }
        types[namespace + "." + name] = element
      }
    }
    return types
  }

  private mutating func noteBelowBases(of name: String) {
    guard let names = members[name] else { return }
    var base = baseName(of: name)
    while let current = base {
      declaredBelow[current, default: []].formUnion(names)
      base = baseName(of: current)
    }
  }

  private func baseName(of name: String) -> String? {
    (own[name] ?? further[name])?.attributes["BaseType"]
  }
}

extension TypeTree {
  /// What the type of the first document declares by the member's name.
  func ownMember(like member: CSDLElement, of type: String) -> CSDLElement? {
    ownMembers[type]?[member.memberKey]
  }

  /// Gives a type a member of the second document.
  ///
  /// One that types of the first document below it declare goes to those below it that they leave without.
  mutating func add(_ member: CSDLElement, to type: String) {
    let name = member.memberKey
    guard let element = own[type] ?? further[type], !isDeclared(name, by: type) else { return }
    if own[type] != nil, declaredBelow[type]?.contains(name) == true {
      for below in derived[type] ?? [] { add(member, to: below) }
    } else {
      element.children.append(member)
      members[type, default: []].insert(name)
    }
  }

  /// By the type itself or by one that it derives from.
  private func isDeclared(_ member: String, by type: String) -> Bool {
    var current: String? = type
    while let name = current {
      if members[name]?.contains(member) == true { return true }
      current = baseName(of: name)
    }
    return false
  }
}

extension CSDLElement {
  var isStructuredType: Bool { name == "EntityType" || name == "ComplexType" }

  var isProperty: Bool { name == "Property" || name == "NavigationProperty" }

  /// Names of members, in lower case, and those that they are stored by, which no other member may have.
  fileprivate var takenNames: Set<String> {
    let properties = children.filter(\.isProperty)
    let stored = properties.flatMap { $0.children("Annotation") }
      .filter { $0.attributes["Term"] == "Emulator.V1.MapsTo" }
      .compactMap { $0.attributes["String"] }
    return Set(properties.map(\.memberKey) + stored.map { $0.lowercased() })
  }
}
