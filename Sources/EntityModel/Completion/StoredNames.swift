/// What our document of a version says of the names that its types and members are stored by.
struct StoredNames {
  /// Whole names of types that are stored by other ones.
  private var types: [String: String] = [:]
  /// Members of the types, in lower case: what they are stored by is known.
  private var members: [String: Set<String>] = [:]

  /// - Parameter root: of our document; names are whole.
  init(of root: CSDLElement) {
    for schema in root.schemas {
      let namespace = schema.attributes["Namespace"] ?? ""
      for type in schema.children where type.isStructuredType {
        let name = namespace + "." + (type.attributes["Name"] ?? "")
        types[name] = type.storedName
        members[name] = Set(type.children.filter(\.isProperty).map(\.memberKey))
      }
    }
  }

  /// Writes what the service publishes of the version in the names of the store, without the members that our document
  /// has, and without operations: nothing is stored by them, but subscriptions may be about what some list.
  func apply(to root: CSDLElement) {
    for schema in root.schemas {
      let namespace = schema.attributes["Namespace"] ?? ""
      schema.children.removeAll { $0.isOperation && !$0.isNotified }
      for type in schema.children where type.isStructuredType {
        let name = namespace + "." + (type.attributes["Name"] ?? "")
        guard let known = members[name] else { continue }
        type.children.removeAll { $0.isProperty && known.contains($0.memberKey) }
        if let stored = types[name] { type.attributes["Name"] = stored.shortName }
      }
    }
    rename(in: root)
  }

  private func rename(in element: CSDLElement) {
    for attribute in ["Type", "BaseType", "EntityType"] {
      guard let text = element.attributes[attribute] else { continue }
      let isCollection = text.hasPrefix("Collection(") && text.hasSuffix(")")
      let name = isCollection ? String(text.dropFirst(11).dropLast()) : text
      guard let stored = types[name] else { continue }
      element.attributes[attribute] = isCollection ? "Collection(\(stored))" : stored
    }
    for child in element.children { rename(in: child) }
  }
}

extension CSDLElement {
  fileprivate var isNotified: Bool {
    children("Annotation").contains { $0.attributes["Term"] == "Emulator.V1.Notifies" }
  }

  fileprivate var storedName: String? {
    children("Annotation").first { $0.attributes["Term"] == "Emulator.V1.MapsTo" }?.attributes["String"]
  }
}

extension String {
  /// `microsoft.graph.user` as `user`.
  fileprivate var shortName: String { split(separator: ".").last.map(String.init) ?? self }
}
