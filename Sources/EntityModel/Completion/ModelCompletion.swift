/// Unites two documents in the first: it has the say, and takes from the second what it does not describe itself.
struct ModelCompletion {
  private let root: CSDLElement
  private let other: CSDLElement
  private let schemas: [String: CSDLElement]
  private var tree: TypeTree

  /// - Parameters:
  ///   - root: of the document that has the say.
  ///   - other: of the other one, whose elements become part of the first; names of both are whole.
  /// - Throws: `ModelError` when the two do not describe the same service, or a type derives from itself.
  init(of root: CSDLElement, by other: CSDLElement) throws(ModelError) {
    self.root = root
    self.other = other
    schemas = Self.byNamespace(root)
    guard !Set(schemas.keys).isDisjoint(with: Self.byNamespace(other).keys) else {
      let expected = root.schemas.first?.attributes["Namespace"] ?? ""
      throw other.error("it describes another service: it has no schema \(expected)")
    }
    tree = try TypeTree(own: root.schemas, other: other.schemas)
  }

  private static func byNamespace(_ root: CSDLElement) -> [String: CSDLElement] {
    Dictionary(root.schemas.map { ($0.attributes["Namespace"] ?? "", $0) }) { first, _ in first }
  }

  mutating func complete() throws(ModelError) {
    let members = other.schemas.flatMap(Self.detachedMembers)
    completeContainer(by: other.schemas.flatMap(Self.detachedContainers))
    for schema in other.schemas {
      if let own = schemas[try schema.required("Namespace")] {
        complete(own, by: schema)
      } else {
        adopt(schema)
      }
    }
    for (member, type) in members { place(member, in: type) }
  }

  /// Takes the members out of the types that declare them, each with the name of its type.
  private static func detachedMembers(_ schema: CSDLElement) -> [(member: CSDLElement, type: String)] {
    let namespace = schema.attributes["Namespace"] ?? ""
    return schema.children.filter(\.isStructuredType).flatMap { type in
      let name = namespace + "." + (type.attributes["Name"] ?? "")
      let members = type.children.filter(\.isProperty)
      type.children.removeAll(where: \.isProperty)
      return members.map { ($0, name) }
    }
  }

  private static func detachedContainers(_ schema: CSDLElement) -> [CSDLElement] {
    let containers = schema.children("EntityContainer")
    schema.children.removeAll { $0.name == "EntityContainer" }
    return containers
  }

  private mutating func place(_ member: CSDLElement, in type: String) {
    guard let own = tree.ownMember(like: member, of: type) else { return tree.add(member, to: type) }
    if own.name == member.name { own.annotate(as: member, except: Self.leftToOurs) }
  }

  /// Who describes a member says whether clients write it: what rules and seeds let them write stays so.
  private static let leftToOurs: Set<String> = ["Org.OData.Core.V1.Computed", "Org.OData.Core.V1.Immutable"]
}

extension ModelCompletion {
  /// An alias that stands for another namespace already is given up: names are whole.
  private func adopt(_ schema: CSDLElement) {
    let taken = Set(schemas.values.compactMap { $0.attributes["Alias"] })
    if let alias = schema.attributes["Alias"], taken.contains(alias) { schema.attributes["Alias"] = nil }
    root.schemaHolders.last?.children.append(schema)
  }

  private func complete(_ own: CSDLElement, by schema: CSDLElement) {
    if own.attributes["Alias"] == nil { own.attributes["Alias"] = schema.attributes["Alias"] }
    let named = Dictionary(
      own.children.filter { !$0.isOperation }.compactMap { child in
        child.attributes["Name"].map { ($0, child) }
      }
    ) { first, _ in first }
    for element in schema.children where !element.isOperation {
      if let known = element.attributes["Name"].flatMap({ named[$0] }) {
        complete(known, asType: element)
      } else {
        own.children.append(element)
      }
    }
    own.completeOperations(as: schema)
  }

  /// What both documents have by one name, but one as an enumeration and the other not, is as the first says.
  private func complete(_ own: CSDLElement, asType other: CSDLElement) {
    guard own.name == other.name else { return }
    own.annotate(as: other)
    own.notePublishedBase(of: other)
    own.open(as: other)
    if own.name == "EnumType" { own.completeMembers(as: other) }
    if own.attributes["HasStream"] == nil { own.attributes["HasStream"] = other.attributes["HasStream"] }
    if own.attributes["BaseType"] == nil, own.children("Key").isEmpty {
      own.children += other.children("Key")
    }
  }

  /// A service has one container, in whatever schema.
  private func completeContainer(by others: [CSDLElement]) {
    guard let own = root.schemas.flatMap({ $0.children("EntityContainer") }).first else {
      root.schemas.first?.children += others.prefix(1)
      return
    }
    let known = Dictionary(own.children.map { ($0.memberKey, $0) }) { first, _ in first }
    for element in others.flatMap(\.children) {
      guard let known = known[element.memberKey] else {
        own.children.append(element)
        continue
      }
      if known.name == element.name { known.annotate(as: element) }
    }
  }
}

extension CSDLElement {
  /// What the service lets clients put into a complex value that several workloads share, ours does too. Entity types stay as
  /// we say: what theirs take without declaring it a workload may refuse.
  fileprivate func open(as other: CSDLElement) {
    guard name == "ComplexType", other.flag("OpenType", default: false) else { return }
    attributes["OpenType"] = "true"
  }

  /// Where our type has another base than the published one, as those that are stored apart have.
  fileprivate func notePublishedBase(of other: CSDLElement) {
    guard let base = other.attributes["BaseType"], base != attributes["BaseType"] else { return }
    children.append(
      CSDLElement(
        name: "Annotation", attributes: ["Term": "Emulator.V1.PublishedBase", "String": base]))
  }
}
