/// What can be wrong with a request, as facts: one enum for each stage that it goes through. The messages of a workload
/// make a `GraphError` of it.
package protocol RequestFailure: Error, Sendable {
  /// The error in the words of a workload.
  func told(by messages: any Messages) -> GraphError
}

/// A failure with the contract of the workload that it happened in.
package struct ServiceFailure: Error {
  package let failure: any RequestFailure
  package let contract: Contract

  package init(_ failure: any RequestFailure, _ contract: Contract) {
    self.failure = failure
    self.contract = contract
  }

  package var error: GraphError { failure.told(by: contract.messages) }
}

extension GraphError: RequestFailure {
  /// Rules find their own words.
  package func told(by messages: any Messages) -> GraphError { self }
}
