package import OData

/// How a workload tells what is wrong with a request (graph-platform 3.3 to 3.6 and 6.2, and section 4 of the references
/// of licensing, Intune and entitlement management).
///
/// One function a stage, each over all cases of its enum, so that the compiler finds a case without words. The defaults
/// are Graph's own manner, which the gateway has where no workload is known.
package protocol Messages: Sendable {
  func error(_ failure: FramingFailure) -> GraphError
  func error(_ failure: OverloadFailure) -> GraphError
  func error(_ failure: AccessFailure) -> GraphError
  func error(_ failure: CallerFailure) -> GraphError
  func error(_ failure: RoutingFailure) -> GraphError
  func error(_ failure: PermissionFailure) -> GraphError
  func error(_ failure: BodyFailure) -> GraphError
  func error(_ failure: PayloadError) -> GraphError
  func error(_ failure: ReferenceFailure) -> GraphError
  func error(_ failure: QueryFailure) -> GraphError
  func error(_ failure: SelectionFailure) -> GraphError
  func error(_ failure: StateFailure) -> GraphError
  func error(_ failure: InterruptionFailure) -> GraphError
  func error(_ failure: StorageFailure) -> GraphError
  func error(_ failure: OutageFailure) -> GraphError
  func error(_ failure: BatchFailure) -> GraphError
  /// The error as it goes out, with what only the request knows.
  func completed(_ error: GraphError, _ occasion: ErrorOccasion) -> GraphError
  /// What is said in the place of all that in a tenant that is strict; nil: nothing else.
  func strictError(_ failure: any RequestFailure, _ occasion: ErrorOccasion) -> GraphError?
}

/// The request that an error answers.
package struct ErrorOccasion: Sendable {
  /// The request's id.
  package let requestID: String
  /// The path below the version, undecoded.
  package let path: String
  /// The whole of it, without its query.
  package let url: String
  /// Of the tenant: the setting `strict`.
  package let isStrict: Bool

  package init(requestID: String, path: String, url: String = "", isStrict: Bool = false) {
    self.requestID = requestID
    self.path = path
    self.url = url
    self.isStrict = isStrict
  }
}

/// Graph's own manner, and nothing else.
package struct PlainMessages: Messages {
  package init() {}
}

extension Messages {
  /// What Graph says by default, for workloads that say it with another code.
  package var plain: PlainMessages { PlainMessages() }

  package func completed(_ error: GraphError, _ occasion: ErrorOccasion) -> GraphError { error }

  package func strictError(_ failure: any RequestFailure, _ occasion: ErrorOccasion) -> GraphError? { nil }
}

extension GraphError {
  /// 400 with the code that most errors of the gateway have.
  package static func badRequest(_ message: String) -> GraphError { GraphError(400, "BadRequest", message) }

  /// 400 with the directory's code.
  package static func requestBadRequest(_ message: String) -> GraphError {
    GraphError(400, "Request_BadRequest", message)
  }

  /// 405 with the methods that would do.
  package static func methodNotAllowed(_ code: String, _ allowed: [String]) -> GraphError {
    GraphError(
      405, code, "Specified HTTP method is not allowed for the request target.",
      headers: [("Allow", allowed.joined(separator: ", "))])
  }

  /// The same error with another code and without details.
  package func recoded(_ code: String) -> GraphError {
    var error = self
    error.code = code
    error.details = []
    return error
  }
}
