import GraphContract

/// The workload's failures (entitlement-management.md section 4).
enum EntitlementError {
  static let invalidModel = GraphError(400, "InvalidModel", "The model is invalid.")

  /// The same with the member that is to blame: the message is the service's, which does not say.
  static func invalidModel(at member: String, _ message: String) -> GraphError {
    var error = invalidModel
    error.details = [GraphError.Detail(code: error.code, message: message, target: member)]
    return error
  }

  /// The way to a member as details write it: `assignment.targetId` of `$.assignment` and `targetId`.
  static func member(_ path: String, _ name: String? = nil) -> String {
    let place = path.hasPrefix("$.") ? String(path.dropFirst("$.".count)) : ""
    guard let name else { return place }
    return place.isEmpty ? name : "\(place).\(name)"
  }

  static let impossibleSchedule = invalidModel(
    at: "schedule", "The schedule leads out of the years 0001 to 9999.")
  static let roleNotFound = GraphError(404, "RoleNotFound", "The role was not found.")
  static let policyNotApplicable = GraphError(
    400, "PolicyNotApplicable", "You don't meet policy requirements to request this entitlement.")
  static let openRequest = GraphError(
    400, "ExistingOpenRequest",
    "There is already an existing open request for this access package and target.")
  static let existingGrant = GraphError(
    400, "ExistingGrant", "The target is already assigned to this access package.")
  static let incompatible = GraphError(
    400, "IncompatibleAccess", "The target has access that is incompatible with this access package.")
  static let alreadyOnboarded = GraphError(
    400, "ResourceAlreadyOnboarded", "The resource is already in the catalog.")
  static let stepDecided = GraphError(409, "Conflict", "The approval step is already decided.")
  static let stepNotReached = invalidOperation(
    "The approval step cannot be decided: its status is Initializing until the steps before it are decided.")
  static let unauthorized = GraphError(
    403, "UnAuthorized", "User is not authorized to perform the operation. Reason: Unauthorized")

  static let callerNotResourceOwner = GraphError(
    400, "CallerNotResourceOwner", "The caller is not the resource owner.")

  /// A path that the service knows no route for; it says so with an empty code.
  static func notRouted(_ url: String) -> GraphError {
    GraphError(404, "", "No HTTP resource was found that matches the request URI '\(url)'.")
  }

  static func notFound(_ id: String) -> GraphError {
    GraphError(404, "ResourceNotFound", "The resource '\(id)' was not found.")
  }

  static func invalidOperation(_ message: String) -> GraphError {
    GraphError(400, "InvalidOperation", message)
  }

  static func requestClosed(_ state: String) -> GraphError {
    invalidOperation("The approval step cannot be decided: its request is in the state \(state).")
  }

  static func stepClosed(_ status: String) -> GraphError {
    invalidOperation("The approval step cannot be decided: its status is \(status).")
  }

  static func duplicatePackage(_ name: String) -> GraphError {
    GraphError(
      409, "DuplicateAccessPackage",
      "There's an existing access package with name \"\(name)\" in the catalog.")
  }

  static func resourceInUse(_ name: String) -> GraphError {
    GraphError(
      400, "InvalidDeleteResourceHasEntitlements",
      "The resource: \(name) can not be deleted because there are active entitlements.")
  }
}
