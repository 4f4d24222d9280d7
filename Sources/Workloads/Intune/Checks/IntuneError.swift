import GraphContract

/// The workload's failures (intune-device-configuration.md section 4). Where the service sends a JSON text as message,
/// the text here is what stands in it; the envelope's writer wraps it, because it names the request.
enum IntuneError {
  static func badRequest(_ message: String) -> GraphError { GraphError(400, "BadRequest", message) }

  static let unlicensed = badRequest("Request not applicable to target tenant.")
  static let noSuchMoment = badRequest("The resulting time is after the year 9999.")
  static let notFound = BackEndError.error(404, BackEndError.notFound)
  static let duplicateTarget = BackEndError.error(409, BackEndError.conflict)
  static let targetMissing = BackEndError.error(400, BackEndError.invalid)

  /// The service says it of "create"; to a change that brings a reference of another profile we say the same.
  static func referenceInvalid(for method: String) -> GraphError {
    BackEndError.error(400, "NotSupported", "SecretReferenceValueId invalid for \(method).")
  }

  /// As a client was told that had sent the id of an assignment.
  static func noGroup(_ id: String) -> GraphError {
    BackEndError.error(400, "BadRequest", "Invalid GroupId : \(id) provided, a valid AADGroupId is expected.")
  }
}
