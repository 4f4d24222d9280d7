/// A failure with the contract of the workload that it happened in.
package struct ServiceFailure: Error {
  package let failure: any RequestFailure
  package let contract: Contract

  package init(_ failure: any RequestFailure, _ contract: Contract) {
    self.failure = failure
    self.contract = contract
  }

  /// What a request is refused with; nil for a fault of this program.
  package init?(_ error: any Error) {
    switch error {
    case let failure as ServiceFailure: self = failure
    case let failure as any RequestFailure: self.init(failure, .gateway)
    default: return nil
    }
  }

  /// The error in the words of the workload.
  package var error: GraphError { failure.told(by: contract.messages) }

  /// The same as it goes out.
  package func error(_ occasion: ErrorOccasion) -> GraphError {
    let strict = occasion.isStrict ? contract.messages.strictError(failure, occasion) : nil
    return contract.messages.completed(strict ?? error, occasion)
  }
}
