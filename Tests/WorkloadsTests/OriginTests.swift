import GraphContract
import GraphStore
import JSON
import Testing

/// What a rule does by itself is not checked as a client's request is, and only that.
@Suite struct OriginTests {
  private struct Interruption: Error {}

  @Test func lastsAsLongAsWhatTheRuleDoes() throws {
    let tenant = try RuleTenant()
    try tenant.write { transaction in
      let inside = transaction.asRule { transaction.origin }
      #expect(inside == .rule)
      #expect(transaction.origin == .request)
      #expect(throws: Interruption.self) { try transaction.asRule { throw Interruption() } }
      #expect(transaction.origin == .request)
      transaction.asRule {
        transaction.asRule {}
        #expect(transaction.origin == .rule)
      }
    }
  }

  @Test func skipsTheChecksOfAClient() throws {
    let tenant = try RuleTenant()
    let name: [String: JSONValue] = ["displayName": "no password", "userPrincipalName": "a@contoso.example"]
    let refused = try tenant.refusal { try $0.make("user", name) }
    #expect(refused?.code == "Request_BadRequest")
    let made = try tenant.write { transaction in try transaction.asRule { try transaction.make("user", name) }
    }
    #expect(made.string("displayName") == "no password")
  }

  /// Domains of a seed's names are counted when it ends: what its rules make is not refused for one.
  @Test func aSeedMakesGuestsInATenantOfOtherDomains() throws {
    let scene = try PackageScene()
    try scene.tenant.write(.seed) { transaction in
      let organization = try #require(
        try transaction.entities(
          transaction.table("microsoft.graph.organization"),
          where: "type = 'microsoft.graph.organization' AND deleted IS NULL"
        ).first)
      _ = try transaction.set(
        organization, ["verifiedDomains": [["name": "contoso.example", "isDefault": .bool(true)]]])
      let subject = try transaction.make("accessPackageSubject", ["email": "kim@fabrikam.example"])
      try transaction.make(
        "accessPackageAssignment",
        references: [
          "target": subject.key, "accessPackage": scene.package.key,
          "accessPackageAssignmentPolicy": scene.direct.key,
        ])
    }
    let guests: [String] = try scene.tenant.column(
      """
      SELECT json_extract(properties, '$.userPrincipalName') FROM directoryObject
      WHERE json_extract(properties, '$.userType') = 'Guest'
      """)
    #expect(guests == ["kim_fabrikam.example#EXT#@contoso.onmicrosoft.com"])
    #expect(try scene.tenant.linked("group_members", scene.group).count == 1)
  }
}
