package import OData

/// A query is more than the emulator reads: its own limit, and so no mistake of the client's.
package enum LimitFailure: RequestFailure {
  /// The text is longer or nests deeper than is read.
  case syntax(SyntaxError)
  /// The condition would nest deeper than the database reads.
  case condition

  /// The same in every workload's words, since the service knows nothing of these limits.
  package func told(by messages: any Messages) -> GraphError {
    switch self {
    case .syntax(let error): .beyondLimit(error.message)
    case .condition: .beyondLimit("its conditions nest deeper than the database of this emulator reads.")
    }
  }
}

extension GraphError {
  /// 501, as for everything that the service does and the emulator does not.
  fileprivate static func beyondLimit(_ limit: String) -> GraphError {
    GraphError(501, "NotImplemented", "The query is past a limit of this emulator: \(limit)")
  }
}
