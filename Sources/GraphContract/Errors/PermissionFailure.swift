/// The caller is known, and may not do this (graph-platform 8.3).
package enum PermissionFailure: RequestFailure {
  /// The token has none of the permissions that the route accepts; those that it does accept.
  case missing(accepted: [String])

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
