/// What can be wrong with a batch as a whole, or with an item before it runs (graph-platform section 2).
package enum BatchFailure: RequestFailure, Equatable {
  case malformed
  case tooManyItems
  /// By the id as it was sent the second time.
  case repeatedID(String)
  /// An item waits for one that is missing or comes later; by the id of the item that waits.
  case invalidDependency(id: String)
  /// Strict mode knows batches without dependencies, chains and stars only.
  case mixedDependencies
  /// An item that is a batch itself.
  case nested
  /// An item that this one waits for went wrong.
  case failedDependency

  package static let itemLimit = 20

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
