import GraphContract

/// The directory's failures in the service's words (graph-platform 3.5).
enum DirectoryError {
  static func badRequest(_ message: String, details: [GraphError.Detail] = []) -> GraphError {
    GraphError(400, "Request_BadRequest", message, details: details)
  }

  static func invalidValue(_ property: String, of resource: String) -> GraphError {
    let message = "Invalid value specified for property '\(property)' of resource '\(resource)'."
    return badRequest(
      message, details: [GraphError.Detail(code: "InvalidValue", message: message, target: property)])
  }

  static func valueRequired(_ property: String, of resource: String) -> GraphError {
    let message = "A value is required for property '\(property)' of resource '\(resource)'."
    return badRequest(
      message, details: [GraphError.Detail(code: "PropertyValueRequired", message: message, target: property)]
    )
  }

  static func duplicate(_ property: String) -> GraphError {
    let message = "Another object with the same value for property \(property) already exists."
    return badRequest(
      message, details: [GraphError.Detail(code: "ObjectConflict", message: message, target: property)])
  }

  static func readOnly(_ property: String) -> GraphError {
    badRequest("Property '\(property)' is read-only and cannot be set.")
  }

  static func invalidReference(_ property: String) -> GraphError {
    badRequest("An invalid operation was included in the following modified references: '\(property)'.")
  }

  /// The words of the service for an application that has no such role.
  static func roleNotFound(on application: String) -> GraphError {
    badRequest("Permission being assigned was not found on application '\(application)'.")
  }

  /// The words of the service for an id that no application has.
  static func applicationUnknown(_ appID: String) -> GraphError {
    badRequest("The appId '\(appID)' of the service principal does not reference a valid application object.")
  }

  static let credentialMissing = badRequest("No credentials found to be removed.")

  static let roleInUse = badRequest(
    "A conflicting object with one or more of the specified property values is present in the directory.")

  static let grantExists = badRequest("Permission entry already exists.")

  static let roleAssigned = badRequest("Permission being assigned already exists on the object")

  /// Somebody is given a role below an object that is somebody else.
  static let principalMismatch = badRequest("Not a valid reference update.")

  static func tooMany(_ parameter: String, limit: Int) -> GraphError {
    badRequest("The number of values in '\(parameter)' exceeds the limit of \(limit).")
  }

  static func ownerQuota(_ count: Int, limit: Int) -> GraphError {
    GraphError(
      403, "Directory_QuotaExceeded",
      "Unable to perform operation as '\(count)' would exceed the maximum quota count '\(limit)' for forward-link owners."
    )
  }

  static func notFound(_ id: String) -> GraphError {
    GraphError(
      404, "Request_ResourceNotFound",
      "Resource '\(id)' does not exist or one of its queried reference-property objects are not present.")
  }

  static func invalidRule(_ mistake: DynamicRuleMistake) -> GraphError {
    badRequest("Dynamic membership rule validation error: \(mistake.sentence)")
  }

  static let unverifiedDomain = badRequest(
    "The domain portion of the userPrincipalName property is invalid. "
      + "You must use one of the verified domain names in your organization.")

  static let weakPassword = badRequest(
    "The specified password does not comply with password complexity requirements. "
      + "Please provide a different password.")

  static let lastOwner = badRequest(
    "The group must have at least one owner, hence this owner cannot be removed.")

  static let mailEnabledGroup = badRequest(
    "The service does not currently support writes of mail-enabled groups. "
      + "Please ensure that the mail-enablement property is unset and the security-enablement property is set."
  )

  static let denied = GraphError(
    403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")

  static let resultTooLarge = GraphError(
    400, "DirectoryResultSizeLimitExceeded", "The size of the result set exceeds the limit of 11000.")
}
