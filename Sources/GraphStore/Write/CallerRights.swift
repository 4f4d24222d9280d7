package import GraphContract

/// What the caller of a request may do, for rules that ask for more than its route does.
package protocol CallerRights {
  /// The caller has one of the permissions at least, as their names are written.
  func includes(oneOf permissions: [String]) -> Bool
}

extension WriteTransaction {
  /// Whoever shows no permissions may do everything.
  ///
  /// - Throws: `PermissionFailure.missing` when the caller has none of these.
  package func demand(oneOf permissions: [String]) throws(PermissionFailure) {
    guard let rights, !rights.includes(oneOf: permissions) else { return }
    throw .missing(accepted: permissions)
  }
}
