import Locks

/// The permissions of the service by name, whether or not a route here takes them.
///
/// A class because it is read when the first application is listed that wants to have some, and then by all.
package final class PermissionCatalog: Sendable {
  private let read: @Sendable () -> Names
  private let names = Lock<Names?>(nil)

  private struct Names: Sendable {
    var delegated: Set<String>
    var application: Set<String>
  }

  /// - Parameters:
  ///   - table: lines of a name, a tab, and `d` for users' tokens and `a` for applications' own.
  ///   - taken: those that routes take, some of which are too new for the table.
  package init(
    _ table: @escaping @Sendable () -> [UInt8], taken: @escaping @Sendable () -> GrantablePermissions
  ) {
    read = {
      var names = Self.names(in: table())
      let taken = taken()
      names.delegated.formUnion((taken.delegated + Self.openID).map { $0.lowercased() })
      names.application.formUnion(taken.application.map { $0.lowercased() })
      return names
    }
  }

  private static let openID = RequestedScopes.OpenID.allCases.map(\.rawValue)

  private static func names(in table: [UInt8]) -> Names {
    var names = Names(delegated: [], application: [])
    for line in table.split(separator: UInt8(ascii: "\n")) {
      let parts = String(decoding: line, as: UTF8.self).lowercased().split(separator: "\t")
      guard let name = parts.first.map(String.init), let kinds = parts.dropFirst().first else { continue }
      if kinds.contains("d") { names.delegated.insert(name) }
      if kinds.contains("a") { names.application.insert(name) }
    }
    return names
  }

  private var all: Names {
    names.withLock { names in
      let all = names ?? read()
      names = all
      return all
    }
  }

  func isDelegated(_ name: String) -> Bool { all.delegated.contains(name.lowercased()) }

  func isApplication(_ name: String) -> Bool { all.application.contains(name.lowercased()) }
}
