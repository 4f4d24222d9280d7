import JSON
import Locks

/// The permissions of the service by name, as the application that is the service declares them: roles for
/// applications of their own, scopes for users' tokens.
///
/// A class because they are read when somebody first asks for them, and then known to all.
package final class GraphPermissions: Sendable {
  /// One permission, as far as users or applications can have it.
  private struct Entry {
    let name: String
    let id: String
    /// Of a scope: `User`, where users may consent to it for themselves, or `Admin`.
    let consent: String
  }

  private struct Known: Sendable {
    let roles: String
    let scopes: String
    /// By the id of the role.
    let names: [String: String]
  }

  private let read: @Sendable () -> [UInt8]
  private let known = Lock<Known?>(nil)

  /// - Parameter table: lines of a name; `d` for users' tokens and `a` for applications' own; the scope's id, and who
  ///   consents to it; the role's id. Tabs between them.
  package init(_ table: @escaping @Sendable () -> [UInt8]) { read = table }

  /// Of a service that declares none.
  package static let none = GraphPermissions { [] }

  /// Values of `appRole`, as JSON text.
  var roles: String { all.roles }
  /// Values of `permissionScope`, as JSON text.
  var scopes: String { all.scopes }

  func hasRole(_ id: String) -> Bool { all.names[id.lowercased()] != nil }

  /// The permission that a role gives.
  func name(ofRole id: String) -> String? { all.names[id.lowercased()] }

  private var all: Known {
    known.withLock { known in
      let all = known ?? Self.known(read())
      known = all
      return all
    }
  }

  // MARK: Reading

  private static func known(_ table: [UInt8]) -> Known {
    var (roles, scopes): ([Entry], [Entry]) = ([], [])
    for line in table.split(separator: UInt8(ascii: "\n")) {
      let fields = String(decoding: line, as: UTF8.self)
        .split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count > 1 else { continue }
      let name = fields[0]
      if fields[1].contains("a") {
        roles.append(Entry(name: name, id: id(fields, 4, of: "role \(name)"), consent: "Admin"))
      }
      if fields[1].contains("d") {
        let consent = fields.count > 3 && !fields[3].isEmpty ? fields[3] : "Admin"
        scopes.append(Entry(name: name, id: id(fields, 2, of: "scope \(name)"), consent: consent))
      }
    }
    return Known(
      roles: JSONValue.array(roles.map(role)).text, scopes: JSONValue.array(scopes.map(scope)).text,
      names: Dictionary(roles.map { ($0.id, $0.name) }) { first, _ in first })
  }

  /// Of a permission without a published id it is made of the name.
  private static func id(_ fields: [String], _ index: Int, of name: String) -> String {
    index < fields.count && !fields[index].isEmpty ? fields[index] : ContentGuid.of("permission\n\(name)")
  }

  private static func role(_ entry: Entry) -> JSONValue {
    [
      "allowedMemberTypes": ["Application"], "description": .string(entry.name),
      "displayName": .string(entry.name), "id": .string(entry.id), "isEnabled": .bool(true),
      "origin": "Application", "value": .string(entry.name),
    ]
  }

  private static func scope(_ entry: Entry) -> JSONValue {
    [
      "adminConsentDescription": .string(entry.name), "adminConsentDisplayName": .string(entry.name),
      "id": .string(entry.id), "isEnabled": .bool(true), "type": .string(entry.consent),
      "userConsentDescription": .string(entry.name), "userConsentDisplayName": .string(entry.name),
      "value": .string(entry.name),
    ]
  }
}
