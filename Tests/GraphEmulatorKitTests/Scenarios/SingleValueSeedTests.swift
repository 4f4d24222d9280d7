import GraphEmulatorKit
import JSON
import Seeding
import Tenants
import Testing

/// Single values below a singleton that several files of one load speak of.
@Suite struct SingleValueSeedTests {
  private static let id = "77777777-0000-4000-8000-000000000001"
  private static let other = "77777777-0000-4000-8000-000000000002"

  private static func load(_ settings: [String]) throws -> TestEmulator {
    let emulator = try TestEmulator.frozen()
    let tenant = try #require(emulator.core.tenants.mainTenant)
    let documents = settings.enumerated().map { number, settings in
      let text = #"{"identityGovernance":{"entitlementManagement":{"settings":\#(settings)}}}"#
      return SeedDocument(name: "\(number).json", bytes: Array(text.utf8))
    }
    try SeedLoader.load(documents, into: tenant)
    return emulator
  }

  private static let action = #"{"externalUserLifecycleAction":"blockSignIn"}"#

  /// Whichever file says it.
  @Test(arguments: [
    [#"{"id":"\#(id)","externalUserLifecycleAction":"blockSignIn"}"#], [action, #"{"id":"\#(id)"}"#],
    [#"{"id":"\#(id)"}"#, action], [action, #"{"id":"\#(id)"}"#, #"{"id":"\#(id)"}"#],
  ])
  func theIdCounts(settings: [String]) throws {
    let select = "$select=id,externalUserLifecycleAction"
    let reply = try Self.load(settings).get("/identityGovernance/entitlementManagement/settings?\(select)")
    #expect(reply.status == 200)
    #expect(reply["id"]?.stringValue == Self.id)
    #expect(reply["externalUserLifecycleAction"]?.stringValue == "blockSignIn")
  }

  @Test func twoIdsAreAMistake() throws {
    let settings = [Self.action, #"{"id":"\#(Self.id)"}"#, #"{"id":"\#(Self.other)"}"#]
    #expect {
      try Self.load(settings)
    } throws: {
      "\($0)"
        == "2.json: $.identityGovernance.entitlementManagement.settings: an earlier file gives it the id '\(Self.id)'"
    }
  }
}
