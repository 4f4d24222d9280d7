/// The elements of a document by what annotations call them.
final class DocumentElements {
  /// Types and containers by their whole name.
  private var elements: [String: CSDLElement] = [:]
  /// Actions and functions, which share names with each other and with types.
  private var overloads: [String: [CSDLElement]] = [:]
  /// Those of the names that were asked for, by what they are told apart by.
  private var overloadsByTypes: [String: [[String]: [CSDLElement]]] = [:]
  /// Members of those that were asked for.
  private var members: [ObjectIdentifier: [String: CSDLElement]] = [:]

  init(_ schemas: [CSDLElement]) {
    for schema in schemas {
      let namespace = schema.attributes["Namespace"] ?? ""
      for element in schema.children {
        guard let shortName = element.attributes["Name"] else { continue }
        let name = namespace + "." + shortName
        if element.isOperation {
          overloads[name, default: []].append(element)
        } else if elements[name] == nil {
          elements[name] = element
        }
      }
    }
  }

  /// `graph.user`, `graph.user/displayName`, `graph.Service/users`, `graph.close(graph.alert,Edm.String)/reason`; a name of
  /// operations alone is that of all their overloads.
  func named(_ target: String) -> [CSDLElement] {
    let parts = target.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    let owners = owners(parts[0])
    guard parts.count == 2 else { return owners }
    return owners.compactMap { member(String(parts[1]), of: $0) }
  }

  private func owners(_ text: Substring) -> [CSDLElement] {
    guard let parenthesis = text.firstIndex(of: "(") else {
      let name = String(text)
      return elements[name].map { [$0] } ?? overloads[name] ?? []
    }
    let types = text[parenthesis...].dropFirst().dropLast().split(separator: ",")
      .map { $0.filter { $0 != " " } }
    return overloads(of: String(text[..<parenthesis]))[types] ?? []
  }

  private func overloads(of name: String) -> [[String]: [CSDLElement]] {
    if let known = overloadsByTypes[name] { return known }
    var found: [[String]: [CSDLElement]] = [:]
    for overload in overloads[name] ?? [] {
      for types in overload.distinctions { found[types, default: []].append(overload) }
    }
    overloadsByTypes[name] = found
    return found
  }

  /// The member of that name, its own or an inherited one.
  private func member(_ name: String, of element: CSDLElement) -> CSDLElement? {
    var owner: CSDLElement? = element
    var passed: Set<ObjectIdentifier> = []
    while let current = owner, passed.insert(ObjectIdentifier(current)).inserted {
      if let member = ownMembers(current)[name] { return member }
      owner = current.attributes["BaseType"].flatMap { elements[$0] }
    }
    return nil
  }

  private func ownMembers(_ element: CSDLElement) -> [String: CSDLElement] {
    let identity = ObjectIdentifier(element)
    if let known = members[identity] { return known }
    let own = Dictionary(element.children.compactMap { child in child.memberName.map { ($0, child) } }) {
      first, _ in first
    }
    members[identity] = own
    return own
  }
}

extension CSDLElement {
  var isOperation: Bool { name == "Action" || name == "Function" }

  /// Of a property, a member of an enumeration, a set, a parameter; what an operation returns is called `$ReturnType`.
  var memberName: String? { name == "ReturnType" ? "$ReturnType" : attributes["Name"] }

  /// Its name for looking it up: no two members differ in case alone.
  var memberKey: String { (attributes["Name"] ?? "").lowercased() }

  /// Types of parameters that an overload is called by. Of a bound action the type of what it is bound to is enough
  /// (OData CSDL 4.01, 14.2.2).
  fileprivate var distinctions: Set<[String]> {
    let types = parameterTypes
    let isBound = name == "Action" && flag("IsBound", default: false)
    return isBound ? [types, Array(types.prefix(1))] : [types]
  }

  /// Of an operation, that of its binding among them.
  var parameterTypes: [String] { children("Parameter").map { $0.attributes["Type"] ?? "" } }
}
