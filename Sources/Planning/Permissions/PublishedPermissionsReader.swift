import JSON

/// Why a text is no file of permissions, and where in it.
package struct PermissionsMistake: Error, Equatable, CustomStringConvertible {
  package let description: String
}

/// Reads a file of permissions in the format of the service, and tells what in it is not so.
struct PublishedPermissionsReader {
  private let text: [UInt8]

  init(_ text: [UInt8]) { self.text = text }

  /// - Parameter take: each permission's paths, one by one.
  func read(_ take: (PermissionGrant) -> Void) throws(PermissionsMistake) {
    let value: JSONValue
    do { value = try JSONValue.parse(text) } catch {
      throw PermissionsMistake(description: "\(error.position(in: text)): \(error.reason)")
    }
    let root = Node(value: value, path: "$")
    for permission in try root.member("permissions").members() {
      for set in try permission.node.member("pathSets").elements() {
        try read(set, of: Self.checked(permission), take)
      }
    }
  }

  private func read(
    _ set: Node, of permission: String, _ take: (PermissionGrant) -> Void
  ) throws(PermissionsMistake) {
    let kinds = Self.kinds(try set.member("schemeKeys").texts())
    let methods = try set.member("methods").texts()
    for path in try set.member("paths").members() {
      let least = Self.least(try path.node.text())
      // What counts for some queries of a path alone is no route.
      guard let template = try Self.template(path), !kinds.isEmpty else { continue }
      for method in methods {
        take(
          PermissionGrant(
            permission: permission, method: method.uppercased(), template: template, kinds: kinds,
            leastFor: kinds.intersection(least)))
      }
    }
  }

  /// Personal accounts have no tenants, and schemes that are not known here let nobody in.
  private static func kinds(_ schemes: [String]) -> Set<AcceptedPermissions.Kind> {
    Set(schemes.compactMap { ["DelegatedWork": .delegated, "Application": .application][$0] })
  }

  /// `least=DelegatedWork,Application;AlsoRequires=User.Read`
  private static func least(_ remarks: String) -> Set<AcceptedPermissions.Kind> {
    let least = remarks.split(separator: ";").first { $0.hasPrefix("least=") }?.dropFirst("least=".count)
    return kinds(least?.split(separator: ",").map(String.init) ?? [])
  }

  /// Its name stands in lists with commas and brackets.
  private static func checked(_ permission: Node.Member) throws(PermissionsMistake) -> String {
    guard !permission.name.isEmpty, !permission.name.contains(where: { ",[]\t\n".contains($0) }) else {
      throw permission.node.mistake("the name of a permission expected")
    }
    return permission.name
  }

  /// Values of parameters stand in quotes, as a path has them: `filter(on={value})`.
  private static func template(_ path: Node.Member) throws(PermissionsMistake) -> String? {
    guard path.name.hasPrefix("/") else {
      throw path.node.mistake("a path begins with a slash")
    }
    guard !path.name.contains("?") else { return nil }
    guard path.name.contains("={") else { return path.name }
    return path.name.replacing(#/=\{([^}']*)\}/#) { "='{\($0.1)}'" }
  }
}

// MARK: Values with their place

/// A value of the file, and the way to it.
private struct Node {
  let value: JSONValue
  let path: String

  struct Member {
    let name: String
    let node: Node
  }

  func mistake(_ reason: String) -> PermissionsMistake {
    PermissionsMistake(description: "\(path): \(reason)")
  }

  private func unexpected(_ expected: String) -> PermissionsMistake {
    mistake("\(expected) expected, not \(value.kindName)")
  }

  private func object() throws(PermissionsMistake) -> JSONObject {
    guard let object = value.objectValue else { throw unexpected("an object") }
    return object
  }

  func member(_ name: String) throws(PermissionsMistake) -> Node {
    guard let value = try object()[name] else { throw mistake("'\(name)' is missing") }
    return Node(value: value, path: "\(path).\(name)")
  }

  /// Those of an object whose names are data.
  func members() throws(PermissionsMistake) -> [Member] {
    try object().members.map {
      Member(name: $0.name, node: Node(value: $0.value, path: "\(path)['\($0.name)']"))
    }
  }

  func elements() throws(PermissionsMistake) -> [Node] {
    guard let elements = value.arrayValue else { throw unexpected("an array") }
    return elements.enumerated().map { Node(value: $1, path: "\(path)[\($0)]") }
  }

  func texts() throws(PermissionsMistake) -> [String] {
    var texts: [String] = []
    for element in try elements() { texts.append(try element.text()) }
    return texts
  }

  func text() throws(PermissionsMistake) -> String {
    guard let text = value.stringValue else { throw unexpected("a string") }
    return text
  }
}
