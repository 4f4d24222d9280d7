import GraphContract

/// What can be wrong with a batch as a whole, or with an item before it runs (graph-platform section 2).
enum BatchFailure: RequestFailure, Equatable {
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

  static let itemLimit = 20

  func told(by messages: any Messages) -> GraphError {
    self == .failedDependency
      ? GraphError(424, "FailedDependency", message) : GraphError(400, "BadRequest", message)
  }

  private var message: String {
    switch self {
    case .malformed: "Invalid batch payload format."
    case .tooManyItems: "Number of batch request steps exceeds the maximum value of \(Self.itemLimit)."
    case .repeatedID(let id): "Request Id \(id) has to be unique in a batch."
    case .invalidDependency(let id): "Invalid dependency for request Id \(id)."
    case .mixedDependencies: "Batch should be either fully sequential or fully parallel."
    case .failedDependency: "Failed Dependency"
    case .nested: "A batch cannot contain another batch."
    }
  }
}
