import GraphEmulatorKit
import GraphStore
import Seeding
import Tenants
import Testing

@testable import Identity

/// Which organization a tenant has is looked up when it may have changed.
@Suite("Organizations of tenants") struct OrganizationTests {
  private static let first = "aaaaaaaa-0000-4000-8000-000000000001"
  private static let second = "aaaaaaaa-0000-4000-8000-000000000002"

  private static func seed(_ id: String) -> SeedDocument {
    SeedDocument(
      name: "test.json", bytes: Array(#"{"organization":[{"id":"\#(id)","displayName":"Other"}]}"#.utf8))
  }

  private func found(_ signIn: SignIn, _ id: String) -> Bool {
    signIn.get("/\(id)/v2.0/.well-known/openid-configuration").status == 200
  }

  @Test func eachTenantIsLookedUpOnce() throws {
    let emulator = try TestEmulator()
    let tenants = [
      try #require(emulator.core.tenants.mainTenant),
      try emulator.core.tenants.create(TenantName("other"), seeds: [Self.seed(Self.first)]),
    ]
    let organizations = Organizations()
    var looks = 0
    func look() -> [String?] {
      tenants.map { tenant in
        organizations.organization(of: tenant) {
          looks += 1
          return SignInOrganization(id: "\(looks)", displayName: "", domains: [], isOpen: false)
        }?.id
      }
    }
    #expect(look() == ["1", "2"])
    #expect(look() == ["1", "2"])
    #expect(emulator.get("/users").status == 200)
    #expect(look() == ["1", "2"])
    // What was written to one says nothing of the other.
    try emulator.load(#"{"groups":[{"displayName":"Sales"}]}"#)
    #expect(look() == ["3", "2"])
    #expect(look() == ["3", "2"])
  }

  /// Also that there is none.
  @Test func noOrganizationIsKept() throws {
    let tenant = try #require(try TestEmulator().core.tenants.mainTenant)
    let organizations = Organizations()
    var looks = 0
    for _ in 0..<2 {
      #expect(
        organizations.organization(of: tenant) {
          looks += 1
          return nil
        } == nil)
    }
    #expect(looks == 1)
  }

  @Test func anotherOrganizationIsFound() throws {
    let signIn = try SignIn()
    let name = try TenantName("other")
    let tenants = signIn.emulator.core.tenants
    let tenant = try tenants.create(name, seeds: [Self.seed(Self.first)])
    #expect(found(signIn, Self.first))
    #expect(!found(signIn, Self.second))
    try SeedLoader.load([Self.seed(Self.second)], into: tenant, replacing: true)
    #expect(!found(signIn, Self.first))
    #expect(found(signIn, Self.second))
    try tenants.delete(name)
    try tenants.create(name, seeds: [Self.seed(Self.first)])
    #expect(found(signIn, Self.first))
    #expect(!found(signIn, Self.second))
  }
}
