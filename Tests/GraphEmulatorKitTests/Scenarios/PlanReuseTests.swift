import GraphEmulatorKit
@testable import GraphService
import Planning
import Testing

/// What was planned once is not planned again.
@Suite struct PlanReuseTests {
  @Test(arguments: [
    "/users", "/users?$filter=displayName eq 'A'&$top=1", "/groups?$expand=members",
    "/admin/cloudLicensing/allotments?$apply=groupby((skuId))&$count=true",
    "/admin/cloudLicensing/allotments?$apply=filter(allottedUnits gt 1)&$orderby=allottedUnits",
  ])
  func theSecondRequestTakesNoPlanNumber(_ path: String) throws {
    let emulator = try TestEmulator()
    let version = try #require(emulator.core.service.versions.first { $0.name == "beta" })
    let url = path.replacing(" ", with: "%20")
    let first = emulator.get(url)
    #expect(first.status == 200)
    let number = version.plans.nextIdentifier()
    #expect(emulator.get(url).whole == first.whole)
    #expect(version.plans.nextIdentifier() == number + 1)
  }

  @Test func anotherLiteralTakesNoPlanNumber() throws {
    let emulator = try TestEmulator()
    let version = try #require(emulator.core.service.versions.first { $0.name == "beta" })
    #expect(emulator.get("/users?$filter=displayName%20eq%20'a'&$top=2").status == 200)
    let number = version.plans.nextIdentifier()
    #expect(emulator.get("/users?$filter=displayName%20eq%20'b'&$top=3").status == 200)
    #expect(version.plans.nextIdentifier() == number + 1)
  }

  /// More statements than there is room for, then the first again, with an expansion that needs its projection.
  @Test func statementsThatWereDroppedAreMadeAgain() throws {
    let emulator = try TestEmulator(
      #"{"users": [{"id": "\#(People.adele)", "userPrincipalName": "adele@contoso.example"}]}"#
    ) { $0.cacheSize = 1 }
    let url = "/users?$select=id&$expand=manager($select=id)"
    let first = emulator.get(url)
    let hot = "/users?$select=displayName&$expand=memberOf($select=id)"
    let expected = emulator.get(hot)
    for number in 0..<450 {
      #expect(emulator.get(CacheSizeTests.query(number)).status == 200)
      if number % 50 == 0 { #expect(emulator.get(hot).whole == expected.whole) }
    }
    #expect(emulator.get(url).whole == first.whole)
    #expect(first.status == 200)
    #expect(expected.status == 200)
  }
}
