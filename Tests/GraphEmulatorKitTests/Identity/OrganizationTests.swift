import GraphEmulatorKit
import Seeding
import Tenants
import Testing

/// Which organization a tenant has is looked up when it may have changed.
@Suite("Organizations of tenants") struct OrganizationTests {
  private static let first = "aaaaaaaa-0000-4000-8000-000000000001"
  private static let second = "aaaaaaaa-0000-4000-8000-000000000002"

  private static func seed(_ id: String) -> SeedDocument {
    SeedDocument(
      name: "test.json", bytes: Array(#"{"organization":[{"id":"\#(id)","displayName":"Other"}]}"#.utf8))
  }

  /// Whoever has the tenant lets go of it at the end: it is there until then.
  private static func replace(_ name: TenantName, with id: String, in tenants: TenantRegistry) throws {
    let tenant = try #require(tenants.tenant(name))
    try SeedLoader.load([seed(id)], into: tenant, replacing: true)
  }

  private func found(_ signIn: SignIn, _ id: String) -> Bool {
    signIn.get("/\(id)/v2.0/.well-known/openid-configuration").status == 200
  }

  @Test func anotherOrganizationIsFound() throws {
    let signIn = try SignIn()
    let name = try TenantName("other")
    let tenants = signIn.emulator.core.tenants
    try tenants.create(name, seeds: [Self.seed(Self.first)])
    #expect(found(signIn, Self.first))
    #expect(!found(signIn, Self.second))
    try Self.replace(name, with: Self.second, in: tenants)
    #expect(!found(signIn, Self.first))
    #expect(found(signIn, Self.second))
    try tenants.delete(name)
    try tenants.create(name, seeds: [Self.seed(Self.first)])
    #expect(found(signIn, Self.first))
    #expect(!found(signIn, Self.second))
  }
}
