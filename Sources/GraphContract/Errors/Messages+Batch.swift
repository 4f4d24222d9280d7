extension Messages {
  package func error(_ failure: BatchFailure) -> GraphError {
    switch failure {
    case .malformed: .badRequest("Invalid batch payload format.")
    case .tooManyItems:
      .badRequest("Number of batch request steps exceeds the maximum value of \(BatchFailure.itemLimit).")
    case .repeatedID(let id): .badRequest("Request Id \(id) has to be unique in a batch.")
    case .invalidDependency(let id): .badRequest("Invalid dependency for request Id \(id).")
    case .mixedDependencies: .badRequest("Batch should be either fully sequential or fully parallel.")
    case .failedDependency: GraphError(424, "FailedDependency", "Failed Dependency")
    case .nested: .badRequest("A batch cannot contain another batch.")
    }
  }
}
