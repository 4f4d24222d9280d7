import JSON
import Testing

/// Rules that are longer or deeper than one may be: they say nothing, and end nothing.
@Suite struct LongRuleTests {
  private static let rules = [
    String(repeating: "(", count: 200_000), String(repeating: "-not ", count: 100_000),
    String(repeating: "(", count: 3_072), String(repeating: "not ", count: 768),
    String(repeating: "user.city -eq 'a' -or ", count: 20_000) + "user.city -eq 'a'",
    String(repeating: "(", count: 101) + "user.city -eq 'Ulm'" + String(repeating: ")", count: 101),
  ]
  private static let groups = "/identityGovernance/entitlementManagement"
  private static let package = "50000000-0000-4000-8000-000000000042"

  @Test(arguments: rules) func ofAGroupInASeed(rule: String) throws {
    let emulator = try TestEmulator(
      """
      {"users": [{"userPrincipalName": "a@contoso.example", "city": "Ulm"}],
       "groups": [{"id": "\(People.sales)", "displayName": "Sales", "mailNickname": "sales", "mailEnabled": false,
         "securityEnabled": true, "groupTypes": ["DynamicMembership"], "membershipRule": "\(rule)",
         "membershipRuleProcessingState": "On"}]}
      """)
    let members = emulator.get("/groups/\(People.sales)/members?$select=id")
    #expect(members.status == 200)
    #expect(members.items.isEmpty)
  }

  @Test(arguments: rules) func ofThoseWhoMayAsk(rule: String) throws {
    let emulator = try TestEmulator.contoso()
    let policy = emulator.send(
      "POST", Self.groups + "/accessPackageAssignmentPolicies",
      """
      {"accessPackageId": "\(Self.package)", "displayName": "Long", "requestorSettings": {"acceptRequests": true,
        "scopeType": "SpecificDirectorySubjects", "allowedRequestors": [
          {"@odata.type": "#microsoft.graph.attributeRuleMembers", "membershipRule": "\(rule)"}]}}
      """)
    #expect(policy.status == 201, "\(policy.text.prefix(300))")
    for function in ["accessPackages/filterByCurrentUser(on='allowedRequestor')", "availableAccessPackages"] {
      #expect(emulator.get("\(Self.groups)/\(function)?$select=id").status == 200, "\(function)")
    }
  }

  /// A hundred levels are read.
  @Test func deepEnough() throws {
    let rule = String(repeating: "(", count: 99) + "user.city -eq 'Ulm'" + String(repeating: ")", count: 99)
    let emulator = try TestEmulator(
      """
      {"users": [{"id": "\(People.adele)", "userPrincipalName": "a@contoso.example", "city": "Ulm"}],
       "groups": [{"id": "\(People.sales)", "displayName": "Sales", "mailNickname": "sales", "mailEnabled": false,
         "securityEnabled": true, "groupTypes": ["DynamicMembership"], "membershipRule": "\(rule)",
         "membershipRuleProcessingState": "On"}]}
      """)
    #expect(emulator.get("/groups/\(People.sales)/members?$select=id").values("id") == [People.adele])
  }
}
