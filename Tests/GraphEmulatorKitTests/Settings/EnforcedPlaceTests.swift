import TestSupport
import Testing

/// What a place says of options was passed over where a workload has its objects.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct EnforcedPlaceTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try .ofAda() }

  private static let photos = "/users/\(PublishedTenant.ada)/photos"

  @Test func optionsThatItDoesNotTakeAreRefused() throws {
    #expect(send("GET", Self.photos + "?$count=true").status == 200)
    try tenant.emulator.load(#"{"settings":{"capabilities":"enforce"}}"#)
    #expect(
      error(send("GET", Self.photos + "?$count=true"))
        == "400 Request_BadRequest: Unrecognized query argument specified: '$count'.")
    #expect(send("GET", Self.photos).status == 200)
  }

  /// Of users the document says nothing; `directoryObject`, which is their base, has no `$filter` there.
  @Test func whatBasesSayOfTypesOfAWorkloadDoesNotCount() throws {
    try tenant.emulator.load(#"{"settings":{"capabilities":"enforce"}}"#)
    let reply = send("GET", "/users?$filter=userPrincipalName eq 'ada@contoso.example'&$expand=manager")
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.values("id") == [PublishedTenant.ada])
  }
}
