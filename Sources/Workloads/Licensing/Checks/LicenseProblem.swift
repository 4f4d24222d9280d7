import GraphContract
import JSON

/// Why a principal cannot have a license, apart from a full pool.
enum LicenseProblem: Equatable {
  case usageLocation
  case mutuallyExclusive(String, String)
  case missingDependency(plan: String, required: [String])
  case proxyAddressConflict
  case injected(code: String, message: String)
}

extension LicenseProblem {
  /// `assignmentError.code` (cloud-licensing ED-40).
  var errorCode: String {
    switch self {
    case .usageLocation: "ProhibitedInUsageLocationViolation"
    case .mutuallyExclusive: "MutuallyExclusiveViolation"
    case .missingDependency: "MissingDependency"
    case .proxyAddressConflict: "UniquenessViolation"
    case .injected(let code, _): code
    }
  }

  var message: String {
    switch self {
    case .usageLocation: "The license cannot be assigned to a user with this usage location."
    case .mutuallyExclusive(let plan, let other): "Service plans \(plan) and \(other) are mutually exclusive."
    case .missingDependency(let plan, let required):
      "Service plan \(plan) requires service plan \(required.joined(separator: " or "))."
    case .proxyAddressConflict: "A proxy address of the user is used by another object."
    case .injected(_, let message): message
    }
  }

  /// How a direct assignment is refused; injected failures show in background processing only.
  var cloudLicensingError: GraphError? {
    switch self {
    case .usageLocation: .licensing("invalidUsageLocation", message, target: "query")
    case .mutuallyExclusive(let plan, let other):
      .licensing("mutuallyExclusiveServicePlans", message, ids: [plan, other])
    case .missingDependency(let plan, let required):
      .licensing("missingDependency", message, ids: [plan] + required.prefix(1))
    case .proxyAddressConflict: .licensing("proxyAddressConflict", message)
    case .injected: nil
    }
  }

  /// How `assignLicense` refuses (directory 6.3).
  var assignLicenseError: GraphError? {
    switch self {
    case .usageLocation:
      .assignLicense("License assignment cannot be done for user with invalid usage location.")
    case .mutuallyExclusive(let plan, let other):
      .assignLicense(
        "License assignment failed because service plans \(plan),\(other) are mutually exclusive")
    case .missingDependency(let plan, let required):
      .assignLicense(
        "License assignment failed because service plan \(plan) depends on the service plan(s) "
          + required.joined(separator: ","))
    case .proxyAddressConflict: .assignLicense(message)
    case .injected: nil
    }
  }
}

extension GraphError {
  /// The error shape of cloud licensing: the telling code stands in `innerError` (cloud-licensing 4.1).
  static func licensing(
    _ inner: String, _ message: String, target: String? = nil, property: String? = nil, ids: [String] = [],
    status: Int = 400, code: String = "badRequest"
  ) -> GraphError {
    var members: JSONObject = ["code": .string(inner)]
    if let property { members["propertyName"] = .string(property) }
    if !ids.isEmpty { members["ids"] = .array(ids.map(JSONValue.string)) }
    return GraphError(status, code, message, target: target, inner: members)
  }

  static func assignLicense(_ message: String) -> GraphError {
    GraphError(400, "Request_BadRequest", message)
  }
}
