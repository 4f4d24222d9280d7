import GraphContract

/// The workload's failures (intune-device-configuration.md section 4). Where the service sends a JSON text as message,
/// the text here is what stands in it; the envelope's writer wraps it, because it names the request.
enum IntuneError {
  static func badRequest(_ message: String) -> GraphError { GraphError(400, "BadRequest", message) }

  static let noSuchMoment = badRequest("The resulting time is after the year 9999.")
  static let generic = "An error has occurred"
  static let notFound = GraphError(404, "ResourceNotFound", generic)
  static let duplicateTarget = GraphError(409, "Conflict", generic)
  static let targetMissing = GraphError(400, "ModelValidationFailure", generic)
}
