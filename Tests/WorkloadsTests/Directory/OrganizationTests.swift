import GraphContract
import Workloads
import GraphStore
import JSON
import Testing

@Suite struct OrganizationTests {
  @Test func everyTenantHasOne() throws {
    let tenant = try RuleTenant()
    try tenant.write(.seed) { _ in }
    let organization = try tenant.write { try Organization.current($0) }
    // The first 16 bytes of the SHA-256 of "tenant\ndefault\n0", with version and variant set.
    #expect(organization.id == "64f3433b-1964-8aa3-b168-2af2d7f10d7b")
    #expect(organization.string("displayName") == "Contoso")
    #expect(organization.string("tenantType") == "AAD")
    #expect(Organization.isOpen(organization))
    #expect(Organization.isImplied(organization))
    #expect(try tenant.column("SELECT id FROM domain") == ["contoso.onmicrosoft.com"])
  }

  @Test func idFollowsTheTenantsName() throws {
    let ids = try ["a", "b", "a"].map { name in
      let tenant = try RuleTenant()
      try tenant.store.direct { try EmulatorTable.setValue(.tenant, name, $0) }
      return try tenant.write(.seed) { try Organization.current($0).id }
    }
    #expect(ids[0] == ids[2])
    #expect(ids[0] != ids[1])
  }

  @Test func openTenantTakesAnyDomain() throws {
    let tenant = try RuleTenant()
    try tenant.write { _ = try $0.user("adele", ["userPrincipalName": "adele@Fabrikam.example"]) }
    #expect(try tenant.column("SELECT id FROM domain") == ["contoso.onmicrosoft.com", "fabrikam.example"])
  }

  @Test func seededOrganizationRefusesForeignDomains() throws {
    let tenant = try RuleTenant()
    try tenant.write(.seed) { transaction in
      try transaction.make("organization", ["displayName": "Contoso"])
      try transaction.make("user", ["userPrincipalName": "adele@contoso.example"])
    }
    #expect(try tenant.column("SELECT id FROM domain") == ["contoso.onmicrosoft.com", "contoso.example"])
    try tenant.write { _ = try $0.user("alex") }
    let error = try tenant.refusal { transaction in
      _ = try transaction.user("megan", ["userPrincipalName": "megan@fabrikam.example"])
    }
    #expect(
      error?.message == "The domain portion of the userPrincipalName property is invalid. "
        + "You must use one of the verified domain names in your organization.")
  }

  @Test func givenDomainsStayAsTheyAre() throws {
    let tenant = try RuleTenant()
    let domains: JSONValue = [
      ["name": "fabrikam.example", "isInitial": .bool(true), "isDefault": .bool(true)]
    ]
    try tenant.write(.seed) { transaction in
      try transaction.make("organization", ["verifiedDomains": domains])
      try transaction.make("user", ["userPrincipalName": "adele@contoso.example"])
    }
    #expect(try tenant.column("SELECT id FROM domain") == ["fabrikam.example"])
  }

  @Test func aSeedReplacesTheImpliedOne() throws {
    let tenant = try RuleTenant()
    try tenant.write(.seed) { _ in }
    let id = "6f1a9c52-0d0e-4f5b-9a53-2f6f2a1b7c10"
    try tenant.write(.seed) { try $0.make("organization", id: id) }
    #expect(try tenant.write { try Organization.current($0).id } == id)
    #expect(try tenant.refusal(.seed) { try $0.make("organization", id: "x") } != nil)
  }

  @Test func aRequestMakesItWorthExporting() throws {
    let tenant = try RuleTenant()
    let organization = try tenant.write { try Organization.current($0) }
    let changed = try tenant.write {
      try $0.set(organization, ["technicalNotificationMails": ["a@contoso.example"]])
    }
    #expect(!Organization.isImplied(changed))
    let answers = try tenant.write { transaction in
      try [organization, changed].map { entity in
        try transaction.exportRules(for: entity).allSatisfy { try $0.exports(entity, transaction) }
      }
    }
    #expect(answers == [false, true])
    #expect(Organization.isOpen(changed))
  }

  @Test func domainsAsObjects() throws {
    let tenant = try RuleTenant()
    try tenant.write(.seed) { _ in }
    let rows: [String] = try tenant.column("SELECT type || position || properties FROM domain")
    #expect(
      rows == [
        "microsoft.graph.domain0"
          + #"{"authenticationType":"Managed","isAdminManaged":true,"isDefault":true,"isInitial":true,"isRoot":true,"#
          + #""isVerified":true,"passwordNotificationWindowInDays":14,"passwordValidityPeriodInDays":2147483647,"#
          + #""supportedServices":["Email","OfficeCommunicationsOnline"]}"#
      ])
  }
}
