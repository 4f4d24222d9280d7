/// What can be wrong with a request, as facts: one enum for each stage that it goes through. The messages of a workload
/// make a `GraphError` of it.
package protocol RequestFailure: Error, Sendable {
  /// The error in the words of a workload.
  func told(by messages: any Messages) -> GraphError
}

extension GraphError: RequestFailure {
  /// Rules find their own words.
  package func told(by messages: any Messages) -> GraphError { self }
}
