import EntityModel

/// How an area answers, beside what all have in common (graph-platform.md 1.15).
struct RouteManners: Sendable {
  /// Status of a PATCH.
  var update: @Sendable (RouteRow, RoutePlace) -> Int = { _, _ in 204 }
  /// What was made cannot be read at its own address.
  var isWriteOnly: @Sendable (RouteRow) -> Bool = { _ in false }
  /// What a row needs besides the area's seed.
  var seed: @Sendable (RouteRow, EntityModel) throws -> String? = { _, _ in nil }
  /// Keys of what that seed made.
  var keys: @Sendable (RouteRow, RouteScene, EntityModel) throws -> [String: String] = { _, _, _ in [:] }
}

/// How an area refuses what is wrong (graph-platform.md 6.2): codes of errors, the outer one, then the one inside that
/// licensing has. A type says whose errors it has.
struct RouteErrors {
  let missing: [String]
  let unknownMember: [String]
  let noReference: [String]
  let otherMethod: (status: Int, codes: [String])

  init(_ type: StructuredType?) {
    switch type?.traits.workload {
    case "licensing":
      missing = ["notFound", "resourceNotFound"]
      unknownMember = ["badRequest", "invalidProperty"]
      noReference = ["badRequest", "requiredFieldOrParameterMissing"]
      otherMethod = (405, ["methodNotAllowed"])
    case "intune":
      missing = ["ResourceNotFound"]
      unknownMember = ["ModelValidationFailure"]
      noReference = ["BadRequest"]
      otherMethod = (400, ["No method match route template"])
    case "entitlement":
      missing = ["ResourceNotFound"]
      unknownMember = ["BadRequest"]
      noReference = ["BadRequest"]
      otherMethod = (405, ["MethodNotAllowed"])
    default:
      missing = ["Request_ResourceNotFound"]
      unknownMember = [type?.isOpen == true ? "Request_BadRequest" : "BadRequest"]
      noReference = ["BadRequest"]
      otherMethod = (405, ["Request_BadRequest"])
    }
  }
}
