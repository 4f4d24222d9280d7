import JSON
import Testing

/// An emulator with a package that has a policy, an administrator's request for it, and what else has dates.
struct DateScene {
  static let entitlement = "/identityGovernance/entitlementManagement"
  static let requests = "\(entitlement)/accessPackageAssignmentRequests"
  static let assignments = "\(entitlement)/accessPackageAssignments"
  static let policies = "\(entitlement)/accessPackageAssignmentPolicies"
  static let policy = "55555555-0000-4000-8000-000000000031"
  static let rollout = "44444444-0000-4000-8000-000000000003"

  let emulator: TestEmulator

  init() throws { emulator = try TestEmulator.frozen(Self.seed()) }

  /// - Parameters:
  ///   - policy: further members of the policy.
  ///   - more: further members of entitlement management, each with a comma at its end.
  static func seed(policy: String = "", more: String = "") -> String {
    """
    {"users": [{"id": "\(People.diego)", "userPrincipalName": "diego@contoso.example"},
       {"id": "\(People.alex)", "userPrincipalName": "alex@contoso.example"}],
     "groups": [{"id": "\(People.sales)", "displayName": "Sales"}],
     "deviceManagement": {"deviceConfigurations": [
       {"@odata.type": "#microsoft.graph.windowsUpdateForBusinessConfiguration", "id": "\(rollout)"}]},
     "identityGovernance": {"entitlementManagement": {
       "accessPackageCatalogs": [{"id": "\(People.catalog)", "displayName": "Marketing"}],
       "accessPackages": [{"id": "\(People.package)", "displayName": "Campaign", "catalogId": "\(People.catalog)"}],
       \(more)
       "accessPackageAssignmentPolicies": [{"id": "\(Self.policy)", "accessPackageId": "\(People.package)",
         "displayName": "direct"\(policy)}]}}}
    """
  }

  // MARK: Requests

  /// Asks for the package for a user, from a moment and for a time.
  func ask(for user: String = People.diego, start: String? = nil, duration: String? = nil) -> Reply {
    emulator.send(
      "POST", Self.requests,
      """
      {"requestType": "AdminAdd", "schedule": \(Self.schedule(start, duration)), "accessPackageAssignment": {
        "accessPackageId": "\(People.package)", "assignmentPolicyId": "\(Self.policy)", "targetId": "\(user)"}}
      """)
  }

  static func schedule(_ start: String?, _ duration: String?) -> String {
    let text = { (value: String?) in value.map { JSONValue.string($0).text } ?? "null" }
    return """
      {"startDateTime": \(text(start)), "recurrence": null, "expiration": {"endDateTime": null,
        "duration": \(text(duration)), "type": "\(duration == nil ? "notSpecified" : "afterDuration")"}}
      """
  }

  func setClock(_ now: String) throws {
    try emulator.load(#"{"clock": {"mode": "frozen", "now": "\#(now)"}}"#)
  }

  /// Whether reading works, which brings about what is due.
  var answers: Bool { emulator.get("/users?$top=1").status == 200 }

  var count: Int { emulator.get("\(Self.requests)?$select=id").items.count }
}
