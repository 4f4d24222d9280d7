/// How the version whose names the store uses writes the members of its types: another one may write the same member with
/// other capital letters, and there is one of a name in whatever case.
struct MemberSpellings {
  /// By the whole name of the type that declares them, and by their name in lower case.
  private var members: [String: [String: String]] = [:]
  private var bases: [String: String] = [:]

  /// - Parameter roots: of the documents of that version; of what several say the first counts. Names are whole.
  init(of roots: [CSDLElement]) {
    for schema in roots.flatMap(\.schemas) {
      for type in schema.children where type.isStructuredType { note(type, in: schema) }
    }
  }

  private mutating func note(_ type: CSDLElement, in schema: CSDLElement) {
    let name = type.wholeName(in: schema)
    for member in type.children where member.isProperty {
      let known = members[name]?[member.memberKey]
      members[name, default: [:]][member.memberKey] = known ?? member.attributes["Name"]
    }
    bases[name] = bases[name] ?? type.attributes["BaseType"]
  }

  /// Says of what another version writes differently by which name it is stored.
  func apply(to root: CSDLElement) {
    for schema in root.schemas {
      for type in schema.children where type.isStructuredType {
        for member in type.children where member.isProperty {
          apply(to: member, of: type.wholeName(in: schema))
        }
      }
    }
  }

  private func apply(to member: CSDLElement, of type: String) {
    guard let stored = spelling(of: member.memberKey, in: type), stored != member.attributes["Name"] else {
      return
    }
    member.children.append(
      CSDLElement(name: "Annotation", attributes: ["Term": "Emulator.V1.MapsTo", "String": stored]))
  }

  /// By the type itself or by one that it derives from.
  private func spelling(of member: String, in type: String) -> String? {
    var passed: Set<String> = []
    var current: String? = type
    while let name = current, passed.insert(name).inserted {
      if let found = members[name]?[member] { return found }
      current = bases[name]
    }
    return nil
  }
}

extension CSDLElement {
  fileprivate func wholeName(in schema: CSDLElement) -> String {
    (schema.attributes["Namespace"] ?? "") + "." + (attributes["Name"] ?? "")
  }
}
