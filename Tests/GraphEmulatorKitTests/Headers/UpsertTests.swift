import HTTPMessages
import JSON
import Testing

/// PATCH by an alternate key with `create-if-missing`.
@Suite struct UpsertTests {
  static let prefer = [HeaderField("Prefer", "create-if-missing")]
  static let body = #"{"displayName":"Ops","mailEnabled":false,"mailNickname":"ops","securityEnabled":true}"#

  @Test(arguments: ["beta", "v1.0"]) func createsWhatIsMissing(version: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/groups(uniqueName='ops-team')"
    let made = emulator.send("PATCH", path, Self.body, version: version, headers: Self.prefer)
    let id = try #require(made["id"]?.stringValue)
    #expect(made.status == 201)
    let root = version == "beta" ? "B" : "V"
    #expect(
      made.whole.headers
        == [
          WholeAnswer.jsonType, "Location: \(root)/groups/\(id)", "OData-Version: 4.0",
          "Preference-Applied: create-if-missing",
        ])
    let read = emulator.send("GET", "/groups/\(id)", version: version)
    #expect(made.whole.body == read.whole.body)
    #expect(read["uniqueName"] == "ops-team")

    let changed = emulator.send(
      "PATCH", path, #"{"displayName":"Ops 2"}"#, version: version, headers: Self.prefer)
    #expect(changed.whole == .noContent)
    #expect(emulator.send("GET", path, version: version)["displayName"] == "Ops 2")
    #expect(emulator.send("GET", path, version: version)["id"] == .string(id))
  }

  /// The key of the path wins over the body's: else the next request would create again.
  @Test func theKeyIsThatOfThePath() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body = Self.body.replacing("{", with: #"{"UniqueName":"other","#, maxReplacements: 1)
    let made = emulator.send("PATCH", "/groups(uniqueName='O''Neil %26 Co')", body, headers: Self.prefer)
    #expect(made.status == 201)
    #expect(made["uniqueName"] == "O'Neil & Co")
  }

  @Test func preferencesAreJoined() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let reply = emulator.send(
      "PATCH", "/groups(uniqueName='ops')", Self.body,
      headers: [HeaderField("Prefer", "create-if-missing, return=minimal")])
    let location = try #require(reply.header("Location"))
    #expect(
      reply.whole
        == WholeAnswer(
          204,
          [
            "Location: \(location)", "OData-EntityId: \(location)",
            "Preference-Applied: return=minimal, create-if-missing",
          ].map { $0.replacing("http://localhost:8585/beta", with: "B") }))
  }

  @Test func theRulesOfCreationHold() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let reply = emulator.send(
      "PATCH", "/groups(uniqueName='ops')", #"{"displayName":"x"}"#, headers: Self.prefer)
    #expect(reply.status == 400)
    #expect(emulator.get("/groups(uniqueName='ops')").status == 404)
  }

  /// Without the preference, by an id, and where the set does not take it, missing is missing.
  @Test func elseMissingIsMissing() throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    #expect(emulator.send("PATCH", "/groups(uniqueName='ops')", Self.body).whole == .missingObject("ops"))
    #expect(
      emulator.send("PATCH", "/groups/\(People.nobody)", Self.body, headers: Self.prefer).whole
        == .missingObject(People.nobody))
    #expect(
      emulator.send(
        "PATCH", "/devices(deviceId='\(People.nobody)')", #"{"displayName":"x"}"#, headers: Self.prefer
      ).whole == .missingObject(People.nobody))
    #expect(
      emulator.send(
        "PATCH", "/identityGovernance/entitlementManagement/accessPackages(uniqueName='x')",
        #"{"displayName":"x"}"#, headers: Self.prefer
      ).whole == .error(404, "ResourceNotFound", "The resource 'x' was not found."))
    #expect(emulator.send("DELETE", "/groups(uniqueName='ops')", headers: Self.prefer).status == 404)
    #expect(emulator.send("GET", "/groups(uniqueName='ops')", headers: Self.prefer).status == 404)
  }
}
